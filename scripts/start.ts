import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'
import { currentSurroundings } from '../electron/hosts/surroundings.ts'
import { isBuildFresh } from './build-freshness.ts'
import { whyNoWindow } from './choose-window.ts'
import { findElectronBinary } from './electron-binary.ts'
import { electronDownloadUrl, fetchElectron } from './electron-download.ts'

/**
 * `npm start`: builds what is not built, then opens the desktop window where there can be one, and otherwise says why
 * in one line and serves the same window to the browser. `--headless` asks for the browser; every other argument goes
 * on to the host.
 */
const DECIDE_WITHIN_MS = 10_000
/** A window that ends with an error this soon never opened: a missing system library, or a sandbox that is refused. */
const TOO_SOON_MS = 5_000

const projectFolder = fileURLToPath(new URL('..', import.meta.url))
const parameters = process.argv.slice(2).filter((parameter) => parameter !== '--headless')
const wantsBrowser = process.argv.includes('--headless')

if (buildIfNeeded()) {
  const reason = wantsBrowser ? null : await openWindow()
  if (reason !== 'opened') {
    if (reason !== null) console.error(reason)
    process.argv = [...process.argv.slice(0, 2), ...parameters]
    await import(pathToFileURL(join(projectFolder, 'out/main/electron/hosts/headless/main.js')).href)
  }
} else {
  process.exitCode = 1
}

function buildIfNeeded(): boolean {
  if (isBuildFresh(projectFolder)) return true
  process.stderr.write('Building Doublet (a few seconds, only after a change) ... ')
  const startedAtMs = performance.now()
  const bundler = join(projectFolder, 'node_modules/electron-vite/bin/electron-vite.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundler, 'build', '--logLevel', 'warn'], {
    cwd: projectFolder,
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
  })
  const seconds = (performance.now() - startedAtMs) / 1000
  process.stderr.write(status === 0 ? `done in ${seconds.toFixed(0)} s\n` : `failed\n${stdout}${stderr}`)
  return status === 0
}

/** Runs the desktop window to its end, or says why it could not be opened. */
async function openWindow(): Promise<string> {
  const { env } = process
  const obstacle = whyNoWindow(currentSurroundings())
  if (obstacle !== null) return obstacle
  if (findElectronBinary(projectFolder, env) === null) {
    const failure = await fetchBinary()
    if (failure !== null)
      return `Electron's binary could not be fetched (${failure}), so Doublet opens in the browser.`
  }
  const binary = findElectronBinary(projectFolder, env)
  return binary === null ? 'Electron has no binary here, so Doublet opens in the browser.' : runWindow(binary)
}

async function fetchBinary(): Promise<string | null> {
  const folder = join(projectFolder, 'node_modules/electron')
  const text = readFileSync(join(folder, 'package.json'), 'utf8')
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(text))
  const url = electronDownloadUrl(version, process.platform, process.arch, process.env)
  console.error(`Fetching Electron ${version} from ${new URL(url).host} (about 120 MB, once) ...`)
  return fetchElectron({ url, installScript: [join(folder, 'install.js')], decideWithinMs: DECIDE_WITHIN_MS })
}

async function runWindow(binary: string): Promise<string> {
  const startedAtMs = performance.now()
  const child = spawn(binary, [projectFolder, ...parameters], { stdio: 'inherit' })
  // Ctrl-C reaches the window by itself; this process waits for it to have closed its catalogue.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const ended = await Promise.race([
    once(child, 'exit').then(([code, signal]) => ({
      code,
      words: `it ended with ${signal ?? `code ${code}`}`,
    })),
    once(child, 'error').then(([error]) => ({ code: 1, words: String(error) })),
  ])
  const isTooSoon = performance.now() - startedAtMs < TOO_SOON_MS
  if (ended.code !== 0 && isTooSoon) {
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM')
    return `The desktop window could not open (${ended.words}), so Doublet opens in the browser.`
  }
  process.exitCode = ended.code ?? 1
  return 'opened'
}
