import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** Where Debian, Ubuntu, Fedora and Arch put theirs. */
const SYSTEM_PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser for the tests: Playwright's own where it is installed, else the system's; null if there is none. */
export function findChromium(): string | null {
  const candidates = [process.env['DOUBLET_CHROMIUM'], chromium.executablePath(), ...SYSTEM_PATHS]
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null
}

/** For Playwright's launch: no sandbox as root, where Chromium refuses one, and no look-ups of its own on the network. */
export function chromiumLaunchOptions(): { executablePath?: string; args: string[] } {
  const path = findChromium()
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ]
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  return { ...(path === null ? {} : { executablePath: path }), args }
}
