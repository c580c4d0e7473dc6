import { stat } from 'node:fs/promises'
import type { SourceState } from '../../contract/sources.ts'
import { folderTime } from './folder-time.ts'

interface ReadSource {
  readonly folder: string | null
  readonly table: string | null
  /** ISO 8601; null when it was not read to its end. */
  readonly importedAt: string | null
}

interface KnownFolder {
  readonly path: string
  readonly mtimeMs: number
}

/** Folders looked at at once; more only queue up in Node's thread pool. */
const LOOKS_AT_ONCE = 64

/**
 * Whether a source is as it was when it was read: by the times of its table and of every folder that it had then. A new,
 * renamed or removed file changes that of its folder, however deep; no file itself is looked at, so that one which was
 * written over is found by reading the source again and not before.
 * @param known its folders as they were; of a source that an older Doublet read there are none, and the time of its
 * own folder is compared with when that was
 */
export async function sourceState(
  { folder, table, importedAt }: ReadSource,
  known: readonly KnownFolder[],
): Promise<SourceState> {
  const places = [folder, table].filter((place) => place !== null)
  const found = await Promise.all(places.map((place) => stat(place).catch(() => null)))
  if (found.some((stats) => stats === null)) return 'gone'
  if (importedAt === null) return 'unread'
  const readAtMs = Date.parse(importedAt)
  const isLater = found.some(
    (stats, place) =>
      stats !== null && stats.mtimeMs > readAtMs && (known.length === 0 || places[place] !== folder),
  )
  return isLater || (await isAnyOther(known)) ? 'changed' : 'as-read'
}

async function isAnyOther(known: readonly KnownFolder[]): Promise<boolean> {
  for (let from = 0; from < known.length; from += LOOKS_AT_ONCE) {
    const looked = await Promise.all(known.slice(from, from + LOOKS_AT_ONCE).map(isOther))
    if (looked.includes(true)) return true
  }
  return false
}

async function isOther({ path, mtimeMs }: KnownFolder): Promise<boolean> {
  const stats = await stat(path, { bigint: true }).catch(() => null)
  return stats === null || folderTime(stats) !== mtimeMs
}
