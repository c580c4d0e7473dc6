import { ByteCursor } from './byte-cursor.ts'
import { type WeightsFile } from './weights-file.ts'
import { shown, WeightsUnreadable } from './weights-unreadable.ts'
import { readZipEnd, type ZipDirectory } from './zip-end.ts'
import { readListedEntry, type ListedEntry } from './zip-entry.ts'

/** The largest models have some ten thousand tensors; each is an entry. */
const MOST_ENTRIES = 200_000
const LONGEST_LIST_BYTES = 64 * 2 ** 20
/** Weights hardly shrink; what unpacks to more than this many times the archive is a bomb. */
const MOST_EXPANSION = 20
const ALLOWED_EXPANDED_BYTES = 16 * 2 ** 20
const LOCAL_SIGNATURE = 0x04034b50
const LOCAL_BYTES = 30

export interface ZipEntry extends ListedEntry {
  /** Of its first packed byte in the file. */
  readonly dataOffset: number
}

/**
 * Reads the list of a zip archive's entries and where each lies. Nothing is unpacked.
 * @returns by name
 * @throws WeightsUnreadable for an archive that is damaged, leads out of its folder, overlaps itself or unpacks to far more than it is
 */
export async function readZipEntries(file: WeightsFile): Promise<ReadonlyMap<string, ZipEntry>> {
  const directory = await readZipEnd(file)
  checkDirectorySize(file, directory)
  const listed = parseList(file, await file.read(directory.offset, directory.bytes), directory.entries)
  checkExpansion(file, listed)
  const entries = new Map<string, ZipEntry>()
  let end = 0
  for (const entry of listed.toSorted((one, other) => one.localOffset - other.localOffset)) {
    checkName(file, entry.name)
    if (entries.has(entry.name)) {
      throw new WeightsUnreadable(file.path, `the archive has two entries ${shown(entry.name)}.`)
    }
    if (entry.localOffset < end) {
      throw new WeightsUnreadable(file.path, `its entry ${shown(entry.name)} overlaps the one before it.`)
    }
    const dataOffset = await readLocalHeader(file, entry)
    end = dataOffset + entry.compressedBytes
    if (end > directory.offset) {
      throw new WeightsUnreadable(
        file.path,
        `its entry ${shown(entry.name)} reaches beyond the archive's data.`,
      )
    }
    entries.set(entry.name, { ...entry, dataOffset })
  }
  return entries
}

function checkDirectorySize(file: WeightsFile, { entries, bytes }: ZipDirectory): void {
  if (entries > MOST_ENTRIES || bytes > LONGEST_LIST_BYTES) {
    throw new WeightsUnreadable(
      file.path,
      `expected at most ${MOST_ENTRIES} entries listed in ${LONGEST_LIST_BYTES} bytes but found ${entries} in ${bytes}.`,
    )
  }
}

function parseList(file: WeightsFile, bytes: Uint8Array, count: number): ListedEntry[] {
  try {
    const cursor = new ByteCursor(bytes)
    const entries = Array.from({ length: count }, () => readListedEntry(cursor))
    if (cursor.left > 0) throw new Error(`its list of entries has ${cursor.left} bytes too many`)
    return entries
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new WeightsUnreadable(file.path, `as a zip archive: ${reason}.`, null, { cause: error })
  }
}

function checkExpansion(file: WeightsFile, entries: readonly ListedEntry[]): void {
  const expanded = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  const allowed = ALLOWED_EXPANDED_BYTES + MOST_EXPANSION * file.size
  if (expanded > allowed) {
    throw new WeightsUnreadable(
      file.path,
      `expected its ${file.size} bytes to unpack to at most ${allowed} but they would to ${expanded}: a zip bomb. Do not use this file.`,
    )
  }
}

/** Nothing is written under these names, but an archive that leads out of its folder was made to harm. */
function checkName(file: WeightsFile, name: string): void {
  const unsafe = /^[/\\]|^[a-z]:|\\|\0/i.test(name) || name.split('/').includes('..')
  if (unsafe) {
    throw new WeightsUnreadable(
      file.path,
      `its entry ${shown(name)} leads out of the archive's folder. Do not use this file.`,
    )
  }
}

/** @returns where its data starts */
async function readLocalHeader(file: WeightsFile, entry: ListedEntry): Promise<number> {
  const { localOffset, name, method, bytes, compressedBytes } = entry
  const header = new ByteCursor(await file.read(localOffset, LOCAL_BYTES))
  const isHeader = header.u32() === LOCAL_SIGNATURE
  header.take(4)
  const localMethod = header.u16()
  header.take(16)
  const nameBytes = header.u16()
  const extraBytes = header.u16()
  const localName = new TextDecoder().decode(await file.read(localOffset + LOCAL_BYTES, nameBytes))
  const sameMethod = localMethod === (method === 'stored' ? 0 : 8)
  if (!isHeader || localName !== name || !sameMethod || (method === 'stored' && bytes !== compressedBytes)) {
    throw new WeightsUnreadable(
      file.path,
      `its entry ${shown(name)} is not described alike in both of its places (the archive is damaged or was made to mislead).`,
    )
  }
  return localOffset + LOCAL_BYTES + nameBytes + extraBytes
}
