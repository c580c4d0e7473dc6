import { UnsafeFileName } from './hub-errors.ts'

/** What every file system takes as it is; a name that begins with "." would be hidden, one that ends with it is cut on Windows. */
const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9_.+=-]{0,198}$/
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * Refuses names that could leave the destination, hide in it or mean something else on another system. At most one
 * folder deep: "1_Pooling/config.json".
 * @throws UnsafeFileName
 */
export function requireSafeFileName(name: string): void {
  const refuse = (reason: string): never => {
    throw new UnsafeFileName(name, reason)
  }
  if (name.includes('\\')) refuse('it has a backslash')
  if (name.startsWith('/')) refuse('it begins at the root of the disk')
  const segments = name.split('/')
  if (segments.includes('..') || segments.includes('.')) refuse('it leads out of its folder')
  if (segments.length > 2) refuse('it lies more than one folder deep')
  for (const segment of segments) {
    if (!SEGMENT.test(segment)) refuse('expected letters, digits and any of "_ . + = -"')
    if (segment.endsWith('.') || WINDOWS_DEVICE.test(segment)) refuse('no Windows file can have that name')
    if (/\.part(\.json)?$/i.test(segment)) refuse('half fetched files are named like that')
  }
}

/** Refuses two names that are one file where letters' case does not count. @throws UnsafeFileName */
export function requireDistinctFileNames(names: readonly string[]): void {
  const taken = new Set<string>()
  for (const name of names) {
    const key = name.toLowerCase()
    if (taken.has(key))
      throw new UnsafeFileName(name, 'another file has the same name but for the case of letters')
    taken.add(key)
  }
}
