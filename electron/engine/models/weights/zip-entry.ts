import { ByteCursor } from './byte-cursor.ts'
import { shown } from './weights-unreadable.ts'

const ENTRY_SIGNATURE = 0x02014b50
const ZIP64_EXTRA = 0x0001
const IN_ZIP64 = 0xffffffff
const ENCRYPTED = 0x0001
const METHODS = new Map<number, 'stored' | 'deflated'>([
  [0, 'stored'],
  [8, 'deflated'],
])

/** An entry as the archive's list of entries has it. */
export interface ListedEntry {
  readonly name: string
  readonly method: 'stored' | 'deflated'
  readonly crc32: number
  readonly compressedBytes: number
  readonly bytes: number
  readonly localOffset: number
}

/**
 * Reads the next entry of an archive's list.
 * @throws Error with a reason when it is none or is packed in a way that is not read; EndedEarly
 */
export function readListedEntry(cursor: ByteCursor): ListedEntry {
  if (cursor.u32() !== ENTRY_SIGNATURE) throw new Error('its list of entries is damaged')
  cursor.take(4)
  const flags = cursor.u16()
  const methodCode = cursor.u16()
  cursor.take(4)
  const crc32 = cursor.u32()
  const sizes = { compressedBytes: cursor.u32(), bytes: cursor.u32() }
  const nameBytes = cursor.u16()
  const extraBytes = cursor.u16()
  const commentBytes = cursor.u16()
  cursor.take(8)
  const localOffset = cursor.u32()
  const name = new TextDecoder().decode(cursor.take(nameBytes))
  const extra = cursor.take(extraBytes)
  cursor.take(commentBytes)
  if (flags & ENCRYPTED) throw new Error(`its entry ${shown(name)} is encrypted`)
  const method = METHODS.get(methodCode)
  if (method === undefined) {
    throw new Error(`its entry ${shown(name)} is packed by method ${methodCode}; 0 and 8 are read`)
  }
  return { name, method, crc32, ...withZip64({ ...sizes, localOffset }, extra) }
}

interface Placement {
  readonly compressedBytes: number
  readonly bytes: number
  readonly localOffset: number
}

/** What does not fit 32 bits stands in an extra field, always in this order. */
function withZip64(placement: Placement, extra: Uint8Array): Placement {
  const { bytes, compressedBytes, localOffset } = placement
  if (![bytes, compressedBytes, localOffset].includes(IN_ZIP64)) return placement
  const field = findExtra(extra, ZIP64_EXTRA)
  // The largest number that fits 32 bits is also one that a file can really have.
  if (field === null) return placement
  return {
    bytes: bytes === IN_ZIP64 ? field.u64() : bytes,
    compressedBytes: compressedBytes === IN_ZIP64 ? field.u64() : compressedBytes,
    localOffset: localOffset === IN_ZIP64 ? field.u64() : localOffset,
  }
}

function findExtra(extra: Uint8Array, wanted: number): ByteCursor | null {
  const cursor = new ByteCursor(extra)
  while (cursor.left >= 4) {
    const id = cursor.u16()
    const field = cursor.take(cursor.u16())
    if (id === wanted) return new ByteCursor(field)
  }
  return null
}
