import { randomUUID } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '../sync-folder.ts'
import { checkExportTarget } from './check-export-target.ts'
import { exportTargetErrorOf } from './export-target-error.ts'
import { noteUnfinished } from './note-unfinished.ts'

/** Takes the bytes of a file one piece after another. */
export type AppendBytes = (bytes: Uint8Array) => Promise<void>

/**
 * Writes a file that is there as a whole or not at all: into a temporary name in the same folder, synced, then renamed.
 * Whatever goes wrong, a file that was there before stays as it was, and no part of the new one is left.
 * @param write gets a function that appends; it must have appended everything when its promise resolves
 * @param unfinished the catalogue's folder of notes of what is being written; null for what belongs to no catalogue
 * @returns the size in bytes
 * @throws ExportTargetError when the disk or its permissions refuse; whatever `write` throws otherwise
 */
export async function writeFileWhole(
  path: string,
  write: (append: AppendBytes) => Promise<void>,
  unfinished: string | null = null,
): Promise<number> {
  await checkExportTarget(path)
  const folder = dirname(path)
  // Not made from the file's own name: with a suffix that could be longer than the disk allows.
  const temporary = join(folder, `.doublet-${randomUUID()}.partial`)
  const forget = await noteUnfinished(unfinished, temporary)
  try {
    const bytes = await writeTemporary(temporary, write)
    await rename(temporary, path)
    await syncFolder(folder)
    await forget()
    return bytes
  } catch (error) {
    // What went wrong first is what to tell; on a disk that is gone, removing the rest fails for the same reason.
    await rm(temporary, { force: true }).then(forget, () => undefined)
    throw exportTargetErrorOf(path, error)
  }
}

async function writeTemporary(
  temporary: string,
  write: (append: AppendBytes) => Promise<void>,
): Promise<number> {
  const file = await open(temporary, 'wx')
  try {
    let size = 0
    await write(async (bytes) => {
      await appendAll(file, bytes)
      size += bytes.byteLength
    })
    await file.sync()
    return size
  } finally {
    await file.close()
  }
}

/** The operating system may take a part of what it is given, as it does just before a disk is full. */
async function appendAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.byteLength;) {
    done += (await file.write(bytes, done, bytes.byteLength - done)).bytesWritten
  }
}
