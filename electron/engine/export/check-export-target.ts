import { access, constants, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { say } from '../../contract/saying.ts'
import { ExportTargetError, exportTargetErrorOf } from './export-target-error.ts'

/**
 * Looks whether a file can be written at `path`, before the rows are gathered for it.
 * @throws ExportTargetError when its folder is missing, is no folder or is read-only, or the path itself is a folder
 */
export async function checkExportTarget(path: string): Promise<void> {
  const folder = dirname(path)
  try {
    if (!(await stat(folder)).isDirectory()) {
      throw new ExportTargetError(path, say('exportNotAFolder', { path, folder }))
    }
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw exportTargetErrorOf(path, error)
  }
  // A path that is not there yet is what is hoped for.
  const target = await stat(path).catch(() => null)
  if (target?.isDirectory() === true) {
    throw new ExportTargetError(path, say('exportIsFolder', { path }))
  }
}
