import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Page, test as base } from '@playwright/test'

const MAIN = join(import.meta.dirname, '..', 'out', 'main', 'electron', 'hosts', 'headless', 'main.js')

/** The built headless host with a home, data and catalogues of its own. */
export class HeadlessHost {
  readonly home = mkdtempSync(join(tmpdir(), 'doublet-e2e-'))
  #process: ChildProcess | null = null

  /** Starts the host, with a catalogue of the home if named, and returns its link with a one-time token. */
  async start(catalogue?: string): Promise<string> {
    mkdirSync(join(this.home, 'data'), { recursive: true })
    const named = catalogue === undefined ? [] : ['--catalogue', join(this.home, catalogue)]
    const child = spawn(process.execPath, [MAIN, '--root', this.home, '--port', '0', '--no-open', ...named], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, HOME: this.home, DOUBLET_DATA_FOLDER: join(this.home, 'data') },
    })
    this.#process = child
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /https?:\/\/\S+/.exec(line)?.[0]
      if (url !== undefined) return url
    }
    throw new Error('The headless host ended without printing its link')
  }

  /** Of the process while it runs; 0 while it does not. */
  get pid(): number {
    return this.#process?.pid ?? 0
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#process
    this.#process = null
    if (child === null || child.exitCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }

  async end(): Promise<void> {
    await this.stop()
    rmSync(this.home, { recursive: true, force: true })
  }
}

/** As for somebody who has seen the tour: it would lie over the page that a spec is about. */
export async function skipWelcome(page: Page): Promise<void> {
  await page.addInitScript(() => window.localStorage.setItem('doublet-welcome-seen', 'true'))
}

/** Playwright's test with a host of its own, in a window that has been used before. */
export const test = base.extend<{ host: HeadlessHost }>({
  page: async ({ page }, use) => {
    await skipWelcome(page)
    await use(page)
  },
  // oxlint wants no empty pattern, Playwright insists on a pattern.
  host: async ({ browserName: _browserName }, use) => {
    const host = new HeadlessHost()
    await use(host)
    await host.end()
  },
})
