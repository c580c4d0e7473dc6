import { createHash } from 'node:crypto'
import { lstat, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelManifest } from '../manifest.ts'
import { InstallRefused } from './store-errors.ts'

/**
 * Checks every file of a manifest by its length and SHA-256, and sees to it that its bytes are on the disk for good.
 * @throws InstallRefused; the signal's reason
 */
export async function checkStagedFiles(
  folder: string,
  manifest: ModelManifest,
  signal: AbortSignal,
): Promise<void> {
  for (const { file, bytes, sha256 } of manifest.files) {
    const found = await digestAndSync(join(folder, file), signal).catch((error: unknown) => {
      signal.throwIfAborted()
      throw new InstallRefused(manifest.id, `its file ${file} cannot be read`, { cause: error })
    })
    if (found.bytes !== bytes)
      throw new InstallRefused(
        manifest.id,
        `expected ${file} to have ${bytes} bytes but it has ${found.bytes}`,
      )
    if (found.sha256 !== sha256)
      throw new InstallRefused(
        manifest.id,
        `expected ${file} to have SHA-256 ${sha256} but found ${found.sha256}`,
      )
  }
}

async function digestAndSync(path: string, signal: AbortSignal): Promise<{ bytes: number; sha256: string }> {
  if (!(await lstat(path)).isFile()) throw new Error(`Expected a file but ${path} is a link or a folder`)
  // Windows syncs only what is open for writing.
  const handle = await open(path, 'r+')
  try {
    const digest = createHash('sha256')
    let bytes = 0
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) {
      signal.throwIfAborted()
      digest.update(chunk)
      bytes += chunk.length
    }
    await handle.sync()
    return { bytes, sha256: digest.digest('hex') }
  } finally {
    await handle.close()
  }
}
