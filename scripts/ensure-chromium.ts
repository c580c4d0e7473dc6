import { spawnSync } from 'node:child_process'
import { findChromium } from './chromium.ts'

export interface ChromiumFound {
  readonly found: boolean
  readonly reason: string
}

/** Finds a Chromium for the tests, or installs one: Playwright's, else Debian's; else says what to do. */
export function ensureChromium(): ChromiumFound {
  if (findChromium() !== null) return { found: true, reason: '' }
  console.log('No Chromium here yet: installing Playwright’s ...')
  attempt('playwright', ['install', 'chromium'])
  if (findChromium() !== null) return { found: true, reason: '' }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    console.log('Playwright’s cannot be had: installing the system’s package ...')
    attempt('apt-get', ['update', '-qq'])
    attempt('apt-get', ['install', '-y', '-qq', 'chromium'])
    if (findChromium() !== null) return { found: true, reason: '' }
  }
  const advice = 'install Chromium (“sudo apt-get install chromium”) or name one in DOUBLET_CHROMIUM'
  return { found: false, reason: `no Chromium was found and none could be installed: ${advice}` }
}

function attempt(program: string, parameters: readonly string[]): void {
  spawnSync(program, parameters, { stdio: 'inherit', timeout: 240_000, shell: process.platform === 'win32' })
}
