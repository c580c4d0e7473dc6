import { once } from 'node:events'
import { mkdtemp, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findElectronBinary } from './electron-binary.ts'
import { electronDownloadUrl, fetchElectron } from './electron-download.ts'

const SILENT_FOR_A_MINUTE = ['-e', 'setTimeout(() => {}, 60_000)']
const FAILS = ['-e', 'console.error("Error: the disk is full\\n    at stack"); process.exit(1)']

const stopping: (() => void)[] = []
afterEach(() => {
  for (const stop of stopping.splice(0)) stop()
})

/** A download host that answers with a status, or never. */
async function host(status: number | null): Promise<string> {
  const server = createServer((_request, response) => {
    if (status !== null) response.writeHead(status).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stopping.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Expected a port')
  return `http://127.0.0.1:${address.port}/electron.zip`
}

describe('electronDownloadUrl', () => {
  it('is the place that the install script fetches from by itself', () => {
    expect(electronDownloadUrl('45.4.1', 'linux', 'x64', {})).toBe(
      'https://github.com/electron/electron/releases/download/v45.4.1/electron-v45.4.1-linux-x64.zip',
    )
  })

  it('follows the mirror variables', () => {
    const environment = { ELECTRON_MIRROR: 'https://mirror.example/', ELECTRON_CUSTOM_DIR: '{{ version }}' }
    expect(electronDownloadUrl('45.4.1', 'darwin', 'arm64', environment)).toBe(
      'https://mirror.example/45.4.1/electron-v45.4.1-darwin-arm64.zip',
    )
    const fromNpm = {
      npm_config_electron_mirror: 'https://npm.example/',
      ELECTRON_MIRROR: 'https://mirror.example/',
    }
    expect(electronDownloadUrl('45.4.1', 'darwin', 'arm64', fromNpm)).toContain('https://npm.example/')
  })
})

describe('fetchElectron', () => {
  it('waits for the install script while its host answers', async () => {
    const installScript = ['-e', '']
    expect(await fetchElectron({ url: await host(200), installScript, decideWithinMs: 10_000 })).toBeNull()
    expect(await fetchElectron({ url: await host(302), installScript, decideWithinMs: 10_000 })).toBeNull()
  })

  it('gives up on a host that does not answer in time, and says which', async () => {
    const url = await host(null)
    const reason = await fetchElectron({ url, installScript: SILENT_FOR_A_MINUTE, decideWithinMs: 300 })
    expect(reason).toBe(`${new URL(url).host} did not answer in time`)
  })

  it('gives up on a host that has not got the file', async () => {
    const url = await host(404)
    const reason = await fetchElectron({ url, installScript: SILENT_FOR_A_MINUTE, decideWithinMs: 5000 })
    expect(reason).toBe(`${new URL(url).host} answered with status 404`)
  })

  it('says that the host is away when the install script fails for that', async () => {
    const url = 'http://127.0.0.1:1/electron.zip'
    const reason = await fetchElectron({ url, installScript: FAILS, decideWithinMs: 10_000 })
    expect(reason).toBe('127.0.0.1:1 could not be reached')
  })

  it('passes any other error of the install script on in one line', async () => {
    const reason = await fetchElectron({ url: await host(200), installScript: FAILS, decideWithinMs: 10_000 })
    expect(reason).toBe('Error: the disk is full')
  })

  it('installs from the cache though the host is away', async () => {
    const installScript = ['-e', 'setTimeout(() => {}, 200)']
    expect(
      await fetchElectron({ url: 'http://127.0.0.1:1/', installScript, decideWithinMs: 10_000 }),
    ).toBeNull()
  })
})

describe('findElectronBinary', () => {
  it('is the file that path.txt names, once it is there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'doublet-electron-'))
    expect(findElectronBinary(folder, {})).toBeNull()
    const electron = join(folder, 'node_modules', 'electron')
    await mkdir(join(electron, 'dist'), { recursive: true })
    await writeFile(join(electron, 'path.txt'), 'electron')
    expect(findElectronBinary(folder, {})).toBeNull()
    await writeFile(join(electron, 'dist', 'electron'), '')
    expect(findElectronBinary(folder, {})).toBe(join(electron, 'dist', 'electron'))
    expect(findElectronBinary(folder, { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'other') })).toBeNull()
  })
})
