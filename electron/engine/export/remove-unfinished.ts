import { readFileSync, readdirSync, realpathSync } from 'node:fs'
import { lstat, readdir, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join } from 'node:path'
import type { CatalogueFolder } from '../catalogue/catalogue-folder.ts'
import { UNFINISHED_NAME, unfinishedNote } from './note-unfinished.ts'
import { isOfTrainingFolder } from './training-folder.ts'

const NOTE_NAME = /^doublet-[0-9a-f-]{36}\.json$/

/**
 * Takes away what exports left under their temporary names when their process was killed. Only for whoever holds the
 * catalogue's lock: then none of the exports that are noted when this is called goes on any more. Nothing is removed
 * but what was noted, and of a folder only files that an export writes there; whatever else lies in it stays with it.
 */
export async function removeUnfinished({ path, unfinished }: CatalogueFolder): Promise<void> {
  // Read before an export can begin that notes its own.
  for (const { note, temporary } of readNotes(unfinished, path)) {
    try {
      if (temporary !== null) await removeTemporary(temporary)
      await rm(note, { force: true })
    } catch {
      // A disk that is away or takes no changes now: the note stays for the next opening.
    }
  }
}

/** `temporary` is null where the note says of nothing that is to be removed. */
function readNotes(folder: string, catalogue: string): { note: string; temporary: string | null }[] {
  try {
    const names = readdirSync(folder).filter((name) => NOTE_NAME.test(name))
    const here = realpathSync(catalogue)
    return names.map((name) => {
      const note = join(folder, name)
      return { note, temporary: readNote(note, here) }
    })
  } catch {
    // Nothing was ever exported.
    return []
  }
}

function readNote(note: string, catalogue: string): string | null {
  try {
    const noted = unfinishedNote.parse(JSON.parse(readFileSync(note, 'utf8')))
    const isOurs =
      noted.catalogue === catalogue && isAbsolute(noted.path) && UNFINISHED_NAME.test(basename(noted.path))
    return isOurs ? noted.path : null
  } catch {
    // Half written: then nothing was written under the temporary name yet.
    return null
  }
}

/** @throws where it, or the folder that it is in, cannot be reached or changed */
async function removeTemporary(temporary: string): Promise<void> {
  await lstat(dirname(temporary))
  const found = await lstat(temporary).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  if (found?.isFile() === true) await rm(temporary, { force: true })
  else if (found?.isDirectory() === true) await removeTrainingFolder(temporary, '')
}

/** @param place of the folder inside the training folder, '' for that itself */
async function removeTrainingFolder(root: string, place: string): Promise<void> {
  for (const entry of await readdir(join(root, place), { withFileTypes: true })) {
    const inside = place === '' ? entry.name : `${place}/${entry.name}`
    if (!isOfTrainingFolder(inside, entry.isDirectory())) continue
    if (entry.isDirectory()) await removeTrainingFolder(root, inside)
    else if (entry.isFile()) await rm(join(root, inside), { force: true })
  }
  await rmdir(join(root, place)).catch((error: unknown) => {
    // Something else lies in it, and stays.
    if (!isMissing(error) && !isNotEmpty(error)) throw error
  })
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function isNotEmpty(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
}
