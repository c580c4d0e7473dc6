import { crc32, deflateRawSync } from 'node:zlib'

interface ZippedEntry {
  readonly name: string
  readonly data: Uint8Array
  readonly deflated?: boolean
  /** What the archive says instead of the truth. */
  readonly said?: {
    readonly bytes?: number
    readonly localOffset?: number
    readonly localName?: string
    readonly crc32?: number
    readonly flags?: number
    readonly method?: number
  }
}

/** A zip archive as text-book as the entries let it be; written by hand, so that it can lie. */
export function zipArchive(entries: readonly ZippedEntry[], { zip64 = false, comment = '' } = {}): Buffer {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const packed = entry.deflated === true ? deflateRawSync(entry.data) : Buffer.from(entry.data)
    const common = {
      flags: entry.said?.flags ?? 0,
      method: entry.said?.method ?? (entry.deflated === true ? 8 : 0),
      sum: entry.said?.crc32 ?? crc32(entry.data),
      packed: packed.byteLength,
      bytes: entry.said?.bytes ?? entry.data.byteLength,
    }
    const local = localHeader(entry.said?.localName ?? entry.name, common)
    list.push(listedEntry(entry.name, common, entry.said?.localOffset ?? offset, zip64))
    parts.push(local, packed)
    offset += local.byteLength + packed.byteLength
  }
  const directory = Buffer.concat(list)
  const ends = zip64 ? [zip64End(entries.length, directory.byteLength, offset)] : []
  return Buffer.concat([
    ...parts,
    directory,
    ...ends,
    end(entries.length, directory.byteLength, offset, comment),
  ])
}

interface Described {
  readonly flags: number
  readonly method: number
  readonly sum: number
  readonly packed: number
  readonly bytes: number
}

function localHeader(name: string, { flags, method, sum, packed, bytes }: Described): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(method, 8)
  header.writeUInt32LE(sum, 14)
  header.writeUInt32LE(packed, 18)
  header.writeUInt32LE(Math.min(bytes, 0xffffffff), 22)
  header.writeUInt16LE(Buffer.byteLength(name), 26)
  return Buffer.concat([header, Buffer.from(name)])
}

function listedEntry(name: string, described: Described, localOffset: number, zip64: boolean): Buffer {
  const { flags, method, sum, packed, bytes } = described
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(flags, 8)
  header.writeUInt16LE(method, 10)
  header.writeUInt32LE(sum, 16)
  header.writeUInt16LE(Buffer.byteLength(name), 28)
  const extra = zip64 ? Buffer.alloc(28) : Buffer.alloc(0)
  header.writeUInt16LE(extra.byteLength, 30)
  if (zip64) {
    extra.writeUInt16LE(1, 0)
    extra.writeUInt16LE(24, 2)
    extra.writeBigUInt64LE(BigInt(bytes), 4)
    extra.writeBigUInt64LE(BigInt(packed), 12)
    extra.writeBigUInt64LE(BigInt(localOffset), 20)
  }
  header.writeUInt32LE(zip64 ? 0xffffffff : packed, 20)
  header.writeUInt32LE(zip64 ? 0xffffffff : bytes, 24)
  header.writeUInt32LE(zip64 ? 0xffffffff : localOffset, 42)
  return Buffer.concat([header, Buffer.from(name), extra])
}

function zip64End(entries: number, bytes: number, offset: number): Buffer {
  const record = Buffer.alloc(56 + 20)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(BigInt(entries), 24)
  record.writeBigUInt64LE(BigInt(entries), 32)
  record.writeBigUInt64LE(BigInt(bytes), 40)
  record.writeBigUInt64LE(BigInt(offset), 48)
  record.writeUInt32LE(0x07064b50, 56)
  record.writeBigUInt64LE(BigInt(offset + bytes), 64)
  record.writeUInt32LE(1, 72)
  return record
}

function end(entries: number, bytes: number, offset: number, comment: string): Buffer {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(entries, 8)
  record.writeUInt16LE(entries, 10)
  record.writeUInt32LE(bytes, 12)
  record.writeUInt32LE(offset, 16)
  record.writeUInt16LE(Buffer.byteLength(comment), 20)
  return Buffer.concat([record, Buffer.from(comment)])
}
