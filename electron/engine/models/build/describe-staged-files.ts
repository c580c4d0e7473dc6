import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ModelFile } from '../manifest.ts'

/** Every file of a staged model with its hash, by name, as the manifest lists them. */
export async function describeStagedFiles(staging: string): Promise<ModelFile[]> {
  const entries = await readdir(staging, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  const files: ModelFile[] = []
  for (const path of paths) {
    const digest = createHash('sha256')
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), digest)
    const file = relative(staging, path).replaceAll(sep, '/')
    files.push({ file, sha256: digest.digest('hex'), bytes: (await stat(path)).size })
  }
  return files
}
