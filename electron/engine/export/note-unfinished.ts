import { mkdir, open, realpath, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { syncFolder } from '../sync-folder.ts'

/** What is kept while a file or folder of an export is being written under a temporary name. */
export const unfinishedNote = z.object({
  /** Absolute; its last part is as `UNFINISHED_NAME` says. */
  path: z.string(),
  /** The real path of the catalogue that is exported: a copy of it has no part in this. */
  catalogue: z.string(),
})
type UnfinishedNote = z.infer<typeof unfinishedNote>

export const UNFINISHED_NAME = /^\.(doublet-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.partial$/

/**
 * Notes in the catalogue, before anything is written, where an export is about to be written under a temporary name, so
 * that the next opening finds what a killed process left there. An export does not fail for want of the note.
 * @param folder the catalogue's folder of such notes; null where nothing is to be noted
 * @returns takes the note away; to be called once nothing lies under the name any more
 */
export async function noteUnfinished(folder: string | null, temporary: string): Promise<() => Promise<void>> {
  const [, name] = UNFINISHED_NAME.exec(basename(temporary)) ?? []
  if (folder === null || name === undefined) return async () => {}
  const note = join(folder, `${name}.json`)
  const forget = (): Promise<void> => rm(note, { force: true }).catch(() => undefined)
  try {
    await mkdir(folder, { recursive: true })
    const catalogue = await realpath(dirname(folder))
    await writeSynced(note, { path: temporary, catalogue })
    await syncFolder(folder)
  } catch {
    // The disk of the catalogue may be full while that of the export is not.
    await forget()
  }
  return forget
}

async function writeSynced(path: string, note: UnfinishedNote): Promise<void> {
  const file = await open(path, 'wx')
  try {
    await file.writeFile(JSON.stringify(note))
    await file.sync()
  } finally {
    await file.close()
  }
}
