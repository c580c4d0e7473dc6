/** The place of an export cannot be written to, for a reason outside the program. */
export class ExportTargetError extends Error {
  override readonly name = 'ExportTargetError'
  readonly path: string
  readonly reason: string
  readonly advice: string

  constructor(path: string, reason: string, advice: string, options?: ErrorOptions) {
    super(`Could not write ${path}: ${reason} ${advice}`, options)
    this.path = path
    this.reason = reason
    this.advice = advice
  }
}

const ANOTHER_PLACE = 'Choose another folder.'
const PERMISSION = 'Choose another folder, or give yourself write permission for this one.'
const SPACE = 'Free some space or choose another disk; a file that was there before is unchanged.'

/** What the operating system's refusals mean to a person. */
const REFUSALS: Readonly<Record<string, readonly [reason: string, advice: string]>> = {
  ENOENT: ['its folder does not exist.', 'Create the folder first or choose another.'],
  ENOTDIR: ['a part of its path is a file, not a folder.', ANOTHER_PLACE],
  EISDIR: ['it is a folder, not a file.', 'Choose a file name inside it.'],
  EACCES: ['its folder may not be written to.', PERMISSION],
  EPERM: ['it or its folder may not be written to, or another program is using it.', PERMISSION],
  EROFS: ['its disk is read-only.', ANOTHER_PLACE],
  ENOSPC: ['its disk is full.', SPACE],
  EDQUOT: ['your quota on its disk is used up.', SPACE],
  EFBIG: ['the file grew larger than this disk or account allows.', SPACE],
  EIO: ['its disk reported an error.', 'Check the disk, then export again or choose another disk.'],
  ENODEV: ['its disk is gone.', 'Connect it again or choose another.'],
  ENXIO: ['its disk is gone.', 'Connect it again or choose another.'],
  EBUSY: ['another program is using it.', 'Close it there and export again.'],
  ENAMETOOLONG: ['its name is too long.', 'Choose a shorter name.'],
}

/** Turns a refusal by the operating system into words; anything else comes back as it is, because it is a bug. */
export function exportTargetErrorOf(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  const refusal = REFUSALS[error.code]
  return refusal === undefined ? error : new ExportTargetError(path, ...refusal, { cause: error })
}
