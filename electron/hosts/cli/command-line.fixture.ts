import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const MAIN = join(import.meta.dirname, 'main.ts')

interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The real `doublet` in processes of its own, in a new empty folder. */
export class CommandLineFixture {
  readonly folder = mkdtempSync(join(tmpdir(), 'doublet-cli-'))

  start(...parameters: string[]) {
    const { folder } = this
    return spawn(process.execPath, [MAIN, ...parameters], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        DOUBLET_DATA_FOLDER: join(folder, 'data'),
        INIT_CWD: folder,
      },
    })
  }

  async run(...parameters: string[]): Promise<Outcome> {
    const child = this.start(...parameters)
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    return { code: child.exitCode, stdout, stderr }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
