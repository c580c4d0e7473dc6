import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { modelManifest } from '../manifest.ts'
import { isLeftover, parseHiddenFolder } from './hidden-folder.ts'

/**
 * Clears away what processes left that ended in the middle of something. A model whose new version did not get its
 * place any more is put back. Downloads stay: they are gone on from.
 */
export async function sweepLeftovers(root: string): Promise<void> {
  for (const name of await readdir(root).catch(() => [])) {
    const hidden = parseHiddenFolder(name)
    const path = join(root, name)
    if (hidden === null || !(await isLeftover(path, hidden).catch(() => false))) continue
    if (hidden.purpose === 'replaced' && (await putBack(root, path))) continue
    await rm(path, { recursive: true, force: true })
  }
}

async function putBack(root: string, path: string): Promise<boolean> {
  try {
    const { id } = modelManifest.parse(JSON.parse(await readFile(join(path, 'manifest.json'), 'utf8')))
    if (existsSync(join(root, id))) return false
    await rename(path, join(root, id))
    return true
  } catch {
    return false
  }
}
