import { randomUUID } from 'node:crypto'
import { constants, copyFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeFileWhole } from '../../export/write-file-whole.ts'
import { withWeightsFile } from './weights-file.ts'

/**
 * Copies a file that is then there as a whole or not at all. Where the disk can share blocks it takes no time or space.
 * @param onBytes is told how many more bytes are there
 * @throws WeightsUnreadable, ExportTargetError, or the signal's reason
 */
export async function copyFileWhole(
  source: string,
  target: string,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  signal.throwIfAborted()
  await withWeightsFile(source, async (file) => {
    if (await shareBlocks(source, target)) {
      onBytes(file.size)
      return
    }
    await writeFileWhole(target, async (append) => {
      for await (const piece of file.pieces(0, file.size)) {
        signal.throwIfAborted()
        await append(piece)
        onBytes(piece.byteLength)
      }
    })
  })
}

/** @returns false when the disk cannot, or something is in the way that the ordinary copy will tell about */
async function shareBlocks(source: string, target: string): Promise<boolean> {
  const temporary = join(dirname(target), `.doublet-${randomUUID()}.partial`)
  try {
    await copyFile(source, temporary, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE)
    await rename(temporary, target)
    return true
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined)
    return false
  }
}
