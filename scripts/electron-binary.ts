import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The path of Electron's binary, or null when it was not fetched yet. The electron module is not imported to find
 * out, because importing it starts the download.
 * @param environment may name another place of Electron, as Electron's own starter allows
 */
export function findElectronBinary(
  projectFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  const folder = join(projectFolder, 'node_modules', 'electron')
  const nameFile = join(folder, 'path.txt')
  if (!existsSync(nameFile)) return null
  const dist = environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist')
  const binary = join(dist, readFileSync(nameFile, 'utf8').trim())
  return existsSync(binary) ? binary : null
}
