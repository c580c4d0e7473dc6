import { Refusal, say, type Saying } from '../../contract/saying.ts'

/** Why a catalogue cannot be opened or written, in the words of contract/errors.ts. */
export type CatalogueErrorCode =
  | 'CATALOGUE_NOT_FOUND'
  | 'CATALOGUE_EXISTS'
  | 'CATALOGUE_TOO_NEW'
  | 'CATALOGUE_LOCKED'
  | 'CATALOGUE_DAMAGED'
  | 'DISK'

export class CatalogueError extends Refusal {
  readonly code: CatalogueErrorCode
  readonly data: Readonly<Record<string, string | number>>

  constructor(
    code: CatalogueErrorCode,
    said: Saying,
    data: Record<string, string | number>,
    cause?: unknown,
  ) {
    super(said, { cause })
    this.code = code
    this.data = data
  }
}

/** What the refusals of SQLite and of the operating system mean to a person. */
const DISK_REFUSALS = {
  SQLITE_FULL: 'cannotWriteFull',
  ENOSPC: 'cannotWriteFull',
  SQLITE_READONLY: 'cannotWriteFolder',
  SQLITE_CANTOPEN: 'cannotWriteFile',
  EROFS: 'cannotWriteReadOnly',
  EACCES: 'cannotWriteForbidden',
  EPERM: 'cannotWriteForbidden',
  SQLITE_IOERR: 'cannotWriteDisk',
} as const

/** Turns an error of SQLite or of the file system into one a person can act on; anything else is returned as it is. */
export function asCatalogueError(error: unknown, path: string): unknown {
  if (error instanceof CatalogueError || !(error instanceof Error) || !('code' in error)) return error
  const code = String(error.code)
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB')
    return new CatalogueError(
      'CATALOGUE_DAMAGED',
      say('catalogueDamaged', { path, text: error.message }),
      { path },
      error,
    )
  if (code === 'SQLITE_BUSY')
    return new CatalogueError(
      'CATALOGUE_LOCKED',
      say('catalogueInUse', { path, holder: say('anotherProgram', {}) }),
      { path },
      error,
    )
  const known = Object.entries(DISK_REFUSALS).find(([prefix]) => code.startsWith(prefix))?.[1]
  return known === undefined ? error : new CatalogueError('DISK', say(known, { path }), { path }, error)
}
