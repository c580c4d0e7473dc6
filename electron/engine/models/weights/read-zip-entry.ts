import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { type ZipEntry } from './read-zip-entries.ts'
import { type WeightsFile } from './weights-file.ts'
import { shown, WeightsUnreadable } from './weights-unreadable.ts'

const inflate = promisify(inflateRaw)

/**
 * Unpacks a whole entry.
 * @throws WeightsUnreadable when it does not unpack to the size and checksum that the archive names
 */
export async function readZipEntry(file: WeightsFile, entry: ZipEntry): Promise<Uint8Array> {
  const packed = await file.read(entry.dataOffset, entry.compressedBytes)
  const bytes = entry.method === 'stored' ? packed : await unpack(file, entry, packed)
  checkChecksum(file, entry, crc32(bytes))
  return bytes
}

/**
 * Reads a part of an entry, without holding the whole in memory where it is stored as it is.
 * @param checked the entries whose checksum is known to be right; this one is added
 */
export async function readZipEntryPart(
  file: WeightsFile,
  entry: ZipEntry,
  start: number,
  bytes: number,
  checked: Set<ZipEntry>,
): Promise<Uint8Array> {
  if (entry.method === 'deflated' || bytes === entry.bytes) {
    return (await readZipEntry(file, entry)).subarray(start, start + bytes)
  }
  if (!checked.has(entry)) {
    let checksum = 0
    for await (const piece of file.pieces(entry.dataOffset, entry.bytes)) checksum = crc32(piece, checksum)
    checkChecksum(file, entry, checksum)
    checked.add(entry)
  }
  return file.read(entry.dataOffset + start, bytes)
}

async function unpack(file: WeightsFile, entry: ZipEntry, packed: Uint8Array): Promise<Uint8Array> {
  // With a limit of one byte more, an entry that is longer than it says stops there instead of filling the memory.
  const bytes = await inflate(packed, { maxOutputLength: entry.bytes + 1 }).catch((error: unknown) => {
    throw new WeightsUnreadable(file.path, `its entry ${shown(entry.name)} cannot be unpacked.`, null, {
      cause: error,
    })
  })
  if (bytes.byteLength !== entry.bytes) {
    throw new WeightsUnreadable(
      file.path,
      `its entry ${shown(entry.name)} says it has ${entry.bytes} bytes but unpacks to ${bytes.byteLength}.`,
    )
  }
  return bytes
}

function checkChecksum(file: WeightsFile, entry: ZipEntry, found: number): void {
  if (found === entry.crc32) return
  const [expected, got] = [entry.crc32, found].map((sum) => sum.toString(16).padStart(8, '0'))
  throw new WeightsUnreadable(
    file.path,
    `its entry ${shown(entry.name)} should have the CRC-32 ${expected} but has ${got}: it is damaged. Fetch it again, or save it again with checksums on.`,
  )
}
