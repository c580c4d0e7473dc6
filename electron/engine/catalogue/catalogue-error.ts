/** Why a catalogue cannot be opened or written, in the words of contract/errors.ts. */
export type CatalogueErrorCode =
  | 'CATALOGUE_NOT_FOUND'
  | 'CATALOGUE_EXISTS'
  | 'CATALOGUE_TOO_NEW'
  | 'CATALOGUE_LOCKED'
  | 'CATALOGUE_DAMAGED'
  | 'DISK'

export class CatalogueError extends Error {
  readonly code: CatalogueErrorCode
  readonly data: Readonly<Record<string, string | number>>

  constructor(
    code: CatalogueErrorCode,
    message: string,
    data: Record<string, string | number>,
    cause?: unknown,
  ) {
    super(message, { cause })
    this.name = 'CatalogueError'
    this.code = code
    this.data = data
  }
}

const DISK_ADVICE: Readonly<Record<string, { reason: string; advice: string }>> = {
  SQLITE_FULL: {
    reason: 'the disk is full',
    advice: 'Free some space and try again; nothing that was saved is lost.',
  },
  ENOSPC: {
    reason: 'the disk is full',
    advice: 'Free some space and try again; nothing that was saved is lost.',
  },
  SQLITE_READONLY: {
    reason: 'the folder is read-only',
    advice: 'Make the folder writable, or copy the catalogue to a place where you may write.',
  },
  SQLITE_CANTOPEN: {
    reason: 'the file cannot be opened for writing',
    advice: 'Make the folder writable, or copy the catalogue to a place where you may write.',
  },
  EROFS: {
    reason: 'the disk is read-only',
    advice: 'Copy the catalogue to a place where you may write.',
  },
  EACCES: {
    reason: 'you may not write here',
    advice: 'Change the folder’s permissions, or choose another folder.',
  },
  EPERM: {
    reason: 'you may not write here',
    advice: 'Change the folder’s permissions, or choose another folder.',
  },
  SQLITE_IOERR: {
    reason: 'the disk reports an error',
    advice: 'Check the disk and its cable; restore a backup if needed.',
  },
}

/** Turns an error of SQLite or of the file system into one a person can act on; anything else is returned as it is. */
export function asCatalogueError(error: unknown, path: string): unknown {
  if (error instanceof CatalogueError || !(error instanceof Error) || !('code' in error)) return error
  const code = String(error.code)
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB')
    return new CatalogueError(
      'CATALOGUE_DAMAGED',
      `The catalogue ${path} is damaged: ${error.message}. Restore the newest file of its backups folder.`,
      { path, reason: error.message },
      error,
    )
  if (code === 'SQLITE_BUSY')
    return new CatalogueError(
      'CATALOGUE_LOCKED',
      `The catalogue ${path} is in use by another program. Close it there first.`,
      { path, holder: 'another program' },
      error,
    )
  const known = Object.entries(DISK_ADVICE).find(([prefix]) => code.startsWith(prefix))?.[1]
  if (known === undefined) return error
  return new CatalogueError(
    'DISK',
    `Cannot write to ${path}: ${known.reason}. ${known.advice}`,
    { path, reason: known.reason, advice: known.advice },
    error,
  )
}
