import { isAbsolute, relative, sep } from 'node:path'

/**
 * Whether `path` is `root` or lies under it. Compares names only: pass real paths where links matter.
 * @param root absolute
 * @param path absolute
 */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
