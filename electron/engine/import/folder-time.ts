import type { BigIntStats } from 'node:fs'

/** When something was last added to a folder, renamed in it or removed, in milliseconds with what the disk tells besides. */
export function folderTime({ mtimeNs }: Pick<BigIntStats, 'mtimeNs'>): number {
  return Number(mtimeNs) / 1e6
}
