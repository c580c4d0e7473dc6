import { EventEmitter } from 'node:events'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { beforeEach, describe, expect, it } from 'vitest'
import { AppWindow, type ShownWindow } from './app-window.ts'
import { windowPreferences } from './security.ts'

class FakeContents extends EventEmitter {
  readonly sent: unknown[][] = []
  reloads = 0
  send(...parameters: unknown[]): void {
    this.sent.push(parameters)
  }
  reload(): void {
    this.reloads += 1
  }
}

class FakeWindow extends EventEmitter implements ShownWindow {
  readonly webContents = new FakeContents()
  readonly done: string[] = []
  bounds: Rectangle = { x: 5, y: 6, width: 700, height: 600 }
  loadURL = async (url: string): Promise<void> => void this.done.push(url)
  show = (): void => void this.done.push('show')
  focus = (): void => void this.done.push('focus')
  restore = (): void => void this.done.push('restore')
  maximize = (): void => void this.done.push('maximize')
  isMinimized = (): boolean => false
  isMaximized = (): boolean => true
  getNormalBounds = (): Rectangle => this.bounds
}

let statePath: string
beforeEach(async () => {
  statePath = join(await mkdtemp(join(tmpdir(), 'doublet-app-window-')), 'window-state.json')
})

function setUp() {
  const made: { options: BrowserWindowConstructorOptions; window: FakeWindow }[] = []
  const appWindow = new AppWindow<FakeWindow>({
    createWindow(options) {
      const window = new FakeWindow()
      made.push({ options, window })
      return window
    },
    workAreas: () => [{ x: 0, y: 0, width: 1920, height: 1080 }],
    preloadPath: '/app/preload.cjs',
    statePath,
  })
  const newest = () => {
    const last = made.at(-1)
    if (last === undefined) throw new Error('Expected a window')
    return last
  }
  return { appWindow, made, newest }
}

describe('AppWindow', () => {
  it('shows the app in a hardened window, once it has something to show', async () => {
    const { appWindow, newest } = setUp()
    await appWindow.open()
    expect(newest().options).toMatchObject({
      show: false,
      webPreferences: windowPreferences('/app/preload.cjs'),
    })
    expect(newest().window.done).toEqual(['app://doublet/'])
    newest().window.emit('ready-to-show')
    expect(newest().window.done).toContain('show')
  })

  it('comes back where it was left', async () => {
    await writeFile(statePath, JSON.stringify({ x: 40, y: 50, width: 800, height: 600, isMaximized: true }))
    const { appWindow, newest } = setUp()
    await appWindow.open()
    expect(newest().options).toMatchObject({ x: 40, y: 50, width: 800, height: 600 })
    expect(newest().window.done).toContain('maximize')
    newest().window.emit('close')
    const saved = { x: 5, y: 6, width: 700, height: 600, isMaximized: true }
    await expect.poll(async () => JSON.parse(await readFile(statePath, 'utf8'))).toEqual(saved)
  })

  it('is focused instead of opened twice, and made anew after it was closed', async () => {
    const { appWindow, made, newest } = setUp()
    await appWindow.open()
    await appWindow.open()
    expect(made).toHaveLength(1)
    expect(newest().window.done).toContain('focus')
    newest().window.emit('closed')
    await appWindow.open()
    expect(made).toHaveLength(2)
  })

  it('keeps commands until the page listens', async () => {
    const { appWindow, newest } = setUp()
    appWindow.send('import.folder', '/photos')
    await appWindow.open()
    expect(newest().window.webContents.sent).toEqual([])
    appWindow.noteReady()
    appWindow.send('app.help', null)
    expect(newest().window.webContents.sent).toEqual([
      ['doublet:command', 'import.folder', '/photos'],
      ['doublet:command', 'app.help', null],
    ])
  })

  it('reloads a page whose process died, three times at most', async () => {
    const { appWindow, newest } = setUp()
    await appWindow.open()
    const contents = newest().window.webContents
    contents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(contents.reloads).toBe(0)
    for (let crash = 0; crash < 5; crash += 1) contents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(contents.reloads).toBe(3)
  })
})
