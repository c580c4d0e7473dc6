import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder of the encoder that comes with Doublet: `models/encoder` beside the nearest package.json above this
 * file. That holds from source, from the bundle in `out/`, and in an installed application, whose archive must leave
 * `models/` unpacked: onnxruntime reads the weights by path and sees into no archive.
 */
export function builtInModelFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url))
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return outsideArchive(join(folder, 'models', 'encoder'))
  }
  throw new Error(`Expected a package.json in a folder above ${start} but found none`)
}

/** electron-builder puts unpacked files beside the archive; only Electron's own file functions see into it. */
function outsideArchive(path: string): string {
  return path.replace(/\bapp\.asar(?=[/\\])/, 'app.asar.unpacked')
}
