import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const fake = vi.hoisted(() => ({
  calls: [] as string[],
  /** Like Electron's: only after the main module was evaluated to its end. */
  ready: Promise.withResolvers<void>(),
  emitters: null as { app: EventEmitter; ipcMain: EventEmitter } | null,
  windows: [] as { webPreferences?: { sandbox?: boolean } }[],
  posted: [] as unknown[][],
}))

/** As much of Electron as the main process touches, noting what is called in which order. */
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  const { FakePort } = await import('./fake-port.ts')
  const note = (name: string) => () => void fake.calls.push(name)
  const app = Object.assign(new Emitter(), {
    setPath: note('setPath'),
    enableSandbox: note('enableSandbox'),
    requestSingleInstanceLock: () => true,
    whenReady: () => {
      fake.calls.push('whenReady')
      return fake.ready.promise
    },
    quit: note('quit'),
    getAppPath: () => process.env.DOUBLET_TEST_ROOT,
    getPath: () => '/documents',
    addRecentDocument: note('addRecentDocument'),
    isPackaged: false,
  })
  const ipcMain = Object.assign(new Emitter(), {
    handle: (channel: string) => fake.calls.push(`handle ${channel}`),
  })
  fake.emitters = { app, ipcMain }
  class BrowserWindow extends Emitter {
    readonly webContents = Object.assign(new Emitter(), { send: () => {}, reload: () => {} })
    constructor(options: { webPreferences?: { sandbox?: boolean } }) {
      super()
      fake.windows.push(options)
    }
    loadURL = async (url: string) => void fake.calls.push(`load ${url}`)
    focus = note('focus')
    isMinimized = () => false
  }
  return {
    app,
    ipcMain,
    BrowserWindow,
    dialog: { showErrorBox: note('showErrorBox') },
    Menu: {
      setApplicationMenu: note('setApplicationMenu'),
      buildFromTemplate: (template: unknown) => template,
    },
    MessageChannelMain: class {
      readonly port1: unknown
      readonly port2: unknown
      constructor() {
        Object.assign(this, FakePort.pair())
      }
    },
    protocol: {
      registerSchemesAsPrivileged: note('registerSchemesAsPrivileged'),
      handle: (scheme: string) => fake.calls.push(`serve ${scheme}`),
    },
    screen: { getAllDisplays: () => [] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: note('setPermissionRequestHandler'),
        setPermissionCheckHandler: note('setPermissionCheckHandler'),
        setDevicePermissionHandler: note('setDevicePermissionHandler'),
        webRequest: { onBeforeRequest: note('onBeforeRequest') },
      },
    },
    shell: {},
    utilityProcess: {
      fork: (path: string) => {
        fake.calls.push(`fork ${path.split(/[\\/]/).at(-1)}`)
        return Object.assign(new Emitter(), { postMessage: () => {}, kill: () => true })
      },
    },
  }
})

beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'doublet-main-'))
  await mkdir(join(root, 'out', 'renderer'), { recursive: true })
  await writeFile(join(root, 'out', 'renderer', 'index.html'), '')
  vi.stubEnv('DOUBLET_TEST_ROOT', root)
  vi.stubEnv('DOUBLET_DATA_FOLDER', join(root, 'data'))
  await import('./main.ts')
  fake.ready.resolve()
  await vi.waitUntil(() => fake.calls.includes('load app://doublet/'), { timeout: 20_000 })
})
afterAll(() => vi.unstubAllEnvs())

function position(call: string): number {
  const found = fake.calls.indexOf(call)
  if (found < 0) throw new Error(`Expected a call of ${call} among ${fake.calls.join(', ')}`)
  return found
}

describe('the main process', () => {
  it('sandboxes every process and registers its schemes before the app is ready', () => {
    expect(position('enableSandbox')).toBeLessThan(position('whenReady'))
    expect(position('registerSchemesAsPrivileged')).toBeLessThan(position('whenReady'))
  })

  it('denies permissions, blocks the network and serves its schemes before it loads the page', () => {
    const load = position('load app://doublet/')
    for (const call of [
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'onBeforeRequest',
      'serve app',
      'serve doublet-image',
    ]) {
      expect(position(call)).toBeLessThan(load)
    }
    expect(fake.windows).toHaveLength(1)
    expect(fake.windows[0]?.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true })
  })

  it('runs the engine in a process of its own', () => {
    expect(fake.calls.filter((call) => call.startsWith('fork'))).toEqual(['fork engine-process.js'])
  })

  it('keeps what the window keeps apart from the catalogues', () => {
    expect(existsSync(join(process.env.DOUBLET_DATA_FOLDER ?? '', 'window'))).toBe(true)
  })

  it('locks the contents of every page that is made', () => {
    const contents = Object.assign(new EventEmitter(), { setWindowOpenHandler: vi.fn() })
    fake.emitters?.app.emit('web-contents-created', {}, contents)
    expect(contents.setWindowOpenHandler).toHaveBeenCalledOnce()
    expect(contents.listenerCount('will-navigate')).toBe(1)
    expect(contents.listenerCount('will-attach-webview')).toBe(1)
  })

  it('gives a port to its own page and to no other', () => {
    const sender = { postMessage: (...parameters: unknown[]) => fake.posted.push(parameters) }
    const senderFrame = { url: 'https://evil.example/', parent: null }
    fake.emitters?.ipcMain.emit('doublet:request-port', { sender, senderFrame })
    expect(fake.posted).toEqual([])
    fake.emitters?.ipcMain.emit('doublet:request-port', {
      sender,
      senderFrame: { ...senderFrame, url: 'app://doublet/' },
    })
    expect(fake.posted).toEqual([['doublet:port', null, [expect.anything()]]])
  })

  it('focuses its window when it is started a second time', () => {
    fake.emitters?.app.emit('second-instance', {}, ['electron', '.'], '/work')
    expect(fake.calls).toContain('focus')
  })
})
