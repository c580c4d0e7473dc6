import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, resolve } from 'node:path'
import { say } from '../contract/saying.ts'
import { isInside } from './import/is-inside.ts'
import { refusal } from './refuse.ts'

/**
 * Lets a path pass only if it lies in one of the roots, links followed; the part of it that does not exist yet counts
 * as lying where its nearest existing folder does. Null roots let every path pass.
 * @returns the path made absolute
 * @throws ORPCError PATH_NOT_ALLOWED
 */
export async function requireAllowed(path: string, roots: readonly string[] | null): Promise<string> {
  const absolute = resolve(path)
  if (roots === null) return absolute
  const real = await nearestReal(absolute)
  for (const root of roots) {
    if (isAbsolute(path) && isInside(await nearestReal(resolve(root)), real)) return absolute
  }
  throw refusal('PATH_NOT_ALLOWED', say('outsideRoots', { path }), { path, roots: [...roots] })
}

async function nearestReal(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')))
      throw error
    const parent = dirname(path)
    return parent === path
      ? path
      : resolve(await nearestReal(parent), path.slice(parent.length).replace(/^[\\/]+/, ''))
  }
}
