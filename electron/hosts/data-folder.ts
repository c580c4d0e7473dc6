import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where settings, recent catalogues and new catalogues go: the same place for the desktop, the browser and the CLI.
 * `DOUBLET_DATA_FOLDER` puts it elsewhere.
 */
export function dataFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const chosen = environment.DOUBLET_DATA_FOLDER
  if (chosen !== undefined && chosen !== '') return chosen
  if (platform === 'win32')
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Doublet')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Doublet')
  return join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'doublet')
}
