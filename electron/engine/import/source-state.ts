import { stat } from 'node:fs/promises'
import type { SourceState } from '../../contract/sources.ts'

/**
 * Whether a source is as it was when it was read, by the times of its table and of its folder itself: a look of
 * microseconds. A change deeper in the folder is found by reading it again and not before.
 * @param importedAt ISO 8601; null when it was not read to its end
 */
export async function sourceState(
  { folder, table }: { readonly folder: string | null; readonly table: string | null },
  importedAt: string | null,
): Promise<SourceState> {
  const places = [folder, table].filter((place) => place !== null)
  const found = await Promise.all(places.map((place) => stat(place).catch(() => null)))
  if (found.some((stats) => stats === null)) return 'gone'
  if (importedAt === null) return 'unread'
  const readAtMs = Date.parse(importedAt)
  return found.some((stats) => stats !== null && stats.mtimeMs > readAtMs) ? 'changed' : 'as-read'
}
