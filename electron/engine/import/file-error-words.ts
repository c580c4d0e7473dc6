const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it is not a folder',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead round in a circle',
  ENAMETOOLONG: 'its path is too long for this system',
  EIO: 'the disk reported a read error',
  ESTALE: 'the network drive went away',
  EMFILE: 'too many files are open',
  EBUSY: 'another program has it locked',
}

/** The `code` of a system error ("ENOENT"), or null for anything else. */
export function systemErrorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** Why a file could not be read, in a few words that follow a colon. */
export function fileErrorWords(error: unknown): string {
  const code = systemErrorCode(error)
  if (code !== null) return WORDS[code] ?? code
  return error instanceof Error ? error.message : String(error)
}
