/**
 * The decoded segments of a request target: `/images/ab%20c?x=1` gives `['images', 'ab c']`, `/` gives `['']`.
 * The target is split by hand because `new URL` would resolve `..` and `%2e%2e` before anyone could refuse them.
 * @returns null when the target is not a path, or a segment is not valid percent-encoded UTF-8
 */
export function requestSegments(target: string | undefined): string[] | null {
  if (target === undefined || !target.startsWith('/')) return null
  const path = target.split(/[?#]/, 1)[0] ?? ''
  try {
    return path.slice(1).split('/').map(decodeURIComponent)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

/** The value of one query parameter, or null. */
export function queryParameter(target: string | undefined, name: string): string | null {
  const question = target?.indexOf('?') ?? -1
  return target === undefined || question < 0 ? null : new URLSearchParams(target.slice(question)).get(name)
}
