import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder that holds package.json, found upwards from a module: the repository for source and for `out/`, and
 * `app.asar` for the packaged app.
 * @param moduleUrl `import.meta.url` of the asking module
 * @throws Error when no folder above the module has one
 */
export function applicationRoot(moduleUrl: string): string {
  const start = dirname(fileURLToPath(moduleUrl))
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(`${folder}/package.json`)) return folder
    if (folder === dirname(folder)) throw new Error(`Expected a package.json in a folder above ${start}`)
  }
}
