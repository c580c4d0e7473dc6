import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { hiddenFolderName } from './hidden-folder.ts'
import { ModelInUse } from './store-errors.ts'

/** Rounds against other processes that install the same model at the same moment. */
const ROUNDS = 20

/**
 * Puts a whole folder in a model's place. Renaming decides between processes: whoever comes last wins, each model that
 * is seen is whole, and the version before goes only when the new one has its place.
 * @throws ModelInUse; file system errors, with the version before back in its place
 */
export async function takePlace(root: string, folder: string, id: string): Promise<void> {
  const place = join(root, id)
  for (let round = 1; ; round++) {
    const before = await moveAside(root, id, 'replaced')
    try {
      await rename(folder, place)
      if (before !== null) await drop(root, before)
      return
    } catch (error) {
      const overtaken = existsSync(place)
      if (before !== null) await dropOrPutBack(root, before, id, overtaken)
      if (!overtaken || round === ROUNDS) throw error
    }
  }
}

/** If another process was first, the older version is of no use; else it is still the one that counts. */
async function dropOrPutBack(root: string, before: string, id: string, overtaken: boolean): Promise<void> {
  if (overtaken) await drop(root, before)
  // Where even that fails, the sweep at the next start puts it back.
  else await rename(before, join(root, id)).catch(() => undefined)
}

/** By a name that nobody puts back, since a process may end while it deletes. */
async function drop(root: string, before: string): Promise<void> {
  const removed = join(root, hiddenFolderName('removed'))
  await rename(before, removed)
  await rm(removed, { recursive: true, force: true })
}

/**
 * Renames a model's folder out of sight.
 * @returns where it is now; null when there was none
 * @throws ModelInUse
 */
export async function moveAside(
  root: string,
  id: string,
  purpose: 'replaced' | 'removed',
): Promise<string | null> {
  const aside = join(root, hiddenFolderName(purpose))
  try {
    await rename(join(root, id), aside)
    return aside
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT') return null
    if (code === 'EPERM' || code === 'EBUSY' || code === 'EACCES') throw new ModelInUse(id, { cause: error })
    throw error
  }
}
