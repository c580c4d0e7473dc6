import { ByteCursor } from './byte-cursor.ts'
import { type WeightsFile } from './weights-file.ts'
import { WeightsUnreadable } from './weights-unreadable.ts'

const END_SIGNATURE = 0x06054b50
const END_BYTES = 22
const LONGEST_COMMENT_BYTES = 0xffff
const LOCATOR_SIGNATURE = 0x07064b50
const LOCATOR_BYTES = 20
const END64_SIGNATURE = 0x06064b50
const END64_BYTES = 56

/** Where a zip archive's list of entries lies. */
export interface ZipDirectory {
  readonly entries: number
  readonly offset: number
  readonly bytes: number
}

/**
 * Reads the end of a zip archive, of up to 2^53 bytes (zip64).
 * @throws WeightsUnreadable when it has none, is split over several files or has something between its list and its end
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT sections 4.3.14 to 4.3.16
 */
export async function readZipEnd(file: WeightsFile): Promise<ZipDirectory> {
  const tailBytes = Math.min(file.size, END_BYTES + LONGEST_COMMENT_BYTES)
  const tail = await file.read(file.size - tailBytes, tailBytes)
  const inTail = findEnd(tail)
  if (inTail === null) {
    throw new WeightsUnreadable(
      file.path,
      'its end is not that of a zip archive. It was not fetched whole; fetch it again.',
    )
  }
  const endOffset = file.size - tailBytes + inTail
  const zip64 = await readZip64End(file, endOffset)
  const end = zip64?.directory ?? readEnd(file, new ByteCursor(tail, inTail + 4))
  const directoryEnd = zip64?.offset ?? endOffset
  if (end.offset + end.bytes !== directoryEnd) {
    throw new WeightsUnreadable(
      file.path,
      `expected its list of entries to end at ${directoryEnd} but it lies at ${end.offset} with ${end.bytes} bytes.`,
    )
  }
  return end
}

/** The archive's comment comes after its end record and could itself look like one: its length decides. */
function findEnd(tail: Uint8Array): number | null {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  for (let at = tail.byteLength - END_BYTES; at >= 0; at -= 1) {
    const commentBytes = tail.byteLength - at - END_BYTES
    if (view.getUint32(at, true) === END_SIGNATURE && view.getUint16(at + 20, true) === commentBytes)
      return at
  }
  return null
}

function readEnd(file: WeightsFile, cursor: ByteCursor): ZipDirectory {
  const disks = [cursor.u16(), cursor.u16()]
  const entriesHere = cursor.u16()
  const entries = cursor.u16()
  checkOnePart(file, disks, entriesHere, entries)
  const bytes = cursor.u32()
  return { entries, bytes, offset: cursor.u32() }
}

async function readZip64End(
  file: WeightsFile,
  endOffset: number,
): Promise<{ directory: ZipDirectory; offset: number } | null> {
  if (endOffset < LOCATOR_BYTES) return null
  const locator = new ByteCursor(await file.read(endOffset - LOCATOR_BYTES, LOCATOR_BYTES))
  if (locator.u32() !== LOCATOR_SIGNATURE) return null
  locator.u32()
  const offset = locator.u64()
  const cursor = new ByteCursor(await file.read(offset, END64_BYTES))
  if (cursor.u32() !== END64_SIGNATURE) {
    throw new WeightsUnreadable(file.path, `expected the zip64 end of the archive at ${offset}.`)
  }
  cursor.take(12)
  const disks = [cursor.u32(), cursor.u32()]
  const entriesHere = cursor.u64()
  const entries = cursor.u64()
  checkOnePart(file, disks, entriesHere, entries)
  const bytes = cursor.u64()
  return { directory: { entries, bytes, offset: cursor.u64() }, offset }
}

function checkOnePart(
  file: WeightsFile,
  disks: readonly number[],
  entriesHere: number,
  entries: number,
): void {
  if (disks.some((disk) => disk !== 0) || entriesHere !== entries) {
    throw new WeightsUnreadable(
      file.path,
      'the zip archive is split over several files. Join it into one first.',
    )
  }
}
