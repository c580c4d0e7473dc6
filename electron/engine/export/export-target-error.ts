import { Refusal, say, type Saying } from '../../contract/saying.ts'

/** The place of an export cannot be written to, for a reason outside the program. */
export class ExportTargetError extends Refusal {
  readonly path: string

  constructor(path: string, said: Saying, options?: ErrorOptions) {
    super(said, options)
    this.path = path
  }
}

/** What the operating system's refusals mean to a person. */
const REFUSALS = {
  ENOENT: 'exportNoFolder',
  ENOTDIR: 'exportBehindFile',
  EISDIR: 'exportIsFolder',
  EACCES: 'exportForbidden',
  EPERM: 'exportForbiddenOrUsed',
  EROFS: 'exportReadOnly',
  ENOSPC: 'exportDiskFull',
  EDQUOT: 'exportQuota',
  EFBIG: 'exportTooLarge',
  EIO: 'exportDiskError',
  ENODEV: 'exportDiskGone',
  ENXIO: 'exportDiskGone',
  EBUSY: 'exportInUse',
  ENAMETOOLONG: 'exportLongName',
} as const

/** Turns a refusal by the operating system into words; anything else comes back as it is, because it is a bug. */
export function exportTargetErrorOf(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const refusal = Object.entries(REFUSALS).find(([code]) => code === error.code)?.[1]
  return refusal === undefined ? error : new ExportTargetError(path, say(refusal, { path }), { cause: error })
}
