import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ElectronApplication, type Page, _electron } from '@playwright/test'
import { currentSurroundings, hasDisplay } from '../electron/hosts/surroundings.ts'
import { findElectronBinary } from '../scripts/electron-binary.ts'

const projectFolder = fileURLToPath(new URL('..', import.meta.url))
const binary = findElectronBinary(projectFolder, process.env)

/** Why the desktop window cannot be opened on this machine; null where it can. */
export const desktopObstacle = findObstacle()

/** The built desktop program with a home and data of its own. */
export class DesktopHost {
  readonly home = mkdtempSync(join(tmpdir(), 'doublet-desktop-'))
  #application: ElectronApplication | null = null

  /** Starts the program and answers with its window, as it greets somebody new. */
  async start(): Promise<Page> {
    mkdirSync(join(this.home, 'data'), { recursive: true })
    this.#application = await _electron.launch({
      executablePath: binary ?? '',
      args: [projectFolder],
      env: { ...definedEnvironment(), DOUBLET_DATA_FOLDER: join(this.home, 'data') },
    })
    return this.#application.firstWindow()
  }

  /** The program while it runs. */
  get application(): ElectronApplication {
    if (this.#application === null) throw new Error('Expected the desktop program to run, but it does not')
    return this.#application
  }

  /** The program's end as by a power cut: nothing is told, nothing is waited for. */
  async kill(): Promise<void> {
    const running = this.application.process()
    this.#application = null
    const exited = once(running, 'exit')
    running.kill('SIGKILL')
    await exited
  }

  async end(): Promise<void> {
    await this.#application?.close()
    rmSync(this.home, { recursive: true, force: true })
  }
}

function findObstacle(): string | null {
  const surroundings = currentSurroundings()
  if (binary === null) return "Electron's binary was not fetched (node_modules/electron/path.txt is missing)"
  if (!hasDisplay(surroundings)) return 'there is no display'
  const isRoot = surroundings.platform === 'linux' && surroundings.userId === 0
  return isRoot ? 'Electron does not run as root with its sandbox' : null
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
