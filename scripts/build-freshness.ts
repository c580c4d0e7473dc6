import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What a build reads. */
const SOURCES = ['electron', 'renderer', 'electron.vite.config.ts', 'package.json']
/** One file of each part that a build writes, the last one last. */
const OUTPUTS = [
  'out/main/electron/hosts/headless/main.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
]

/** Whether `out/` is there as a whole and no older than anything it is built from. */
export function isBuildFresh(projectFolder: string): boolean {
  const outputs = OUTPUTS.map((path) => join(projectFolder, path))
  if (!outputs.every((path) => existsSync(path))) return false
  const builtAtMs = Math.min(...outputs.map((path) => statSync(path).mtimeMs))
  return SOURCES.every((path) => newestChangeMs(join(projectFolder, path)) <= builtAtMs)
}

function newestChangeMs(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 0
  if (!found.isDirectory()) return isBuilt(path) ? found.mtimeMs : 0
  const names = readdirSync(path)
  // Of a folder's own time only the contents count: it also changes when a test is added.
  return names.reduce((newest, name) => Math.max(newest, newestChangeMs(join(path, name))), 0)
}

/** Tests and generated types are in the folders but not in the build. */
function isBuilt(path: string): boolean {
  return !/\.(test|d)\.ts$/.test(path)
}
