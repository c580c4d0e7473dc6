import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'

/** The folders with every link in their paths resolved; one that does not exist keeps its name, and nothing is in it. */
export async function realRoots(roots: readonly string[]): Promise<string[]> {
  return Promise.all(roots.map((root) => realpath(root).catch(() => resolve(root))))
}
