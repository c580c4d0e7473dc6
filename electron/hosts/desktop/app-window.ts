import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { ipcChannels } from './ipc-channels.ts'
import { RestartBudget } from './restart-budget.ts'
import { APP_ORIGIN, windowPreferences } from './security.ts'
import { type WindowState, fitToDisplays, readWindowState, saveWindowState } from './window-state.ts'

/** The part of Electron's BrowserWindow that is used. */
export interface ShownWindow {
  readonly webContents: {
    on(
      event: 'render-process-gone',
      listener: (event: unknown, details: { readonly reason: string }) => void,
    ): unknown
    send(channel: string, command: string, argument: string | null): void
    reload(): void
  }
  on(event: string, listener: () => void): unknown
  loadURL(url: string): Promise<void>
  show(): void
  focus(): void
  restore(): void
  maximize(): void
  isMinimized(): boolean
  isMaximized(): boolean
  getNormalBounds(): Rectangle
}

export interface AppWindowOptions<Window extends ShownWindow> {
  readonly createWindow: (options: BrowserWindowConstructorOptions) => Window
  readonly workAreas: () => readonly Rectangle[]
  readonly preloadPath: string
  readonly statePath: string
}

/** The one window: made with its last place, kept in view, reloaded when its process dies. */
export class AppWindow<Window extends ShownWindow> {
  readonly #options: AppWindowOptions<Window>
  readonly #reloads = new RestartBudget()
  #window: Window | null = null
  #isReady = false
  #waiting: (readonly [command: string, argument: string | null])[] = []

  constructor(options: AppWindowOptions<Window>) {
    this.#options = options
  }

  /** Shows the window, making it first where there is none. */
  async open(): Promise<void> {
    if (this.#window !== null) return this.focus()
    const { statePath, preloadPath, workAreas, createWindow } = this.#options
    const state = fitToDisplays(await readWindowState(statePath), workAreas())
    const window = createWindow({
      ...(state.x === null || state.y === null ? {} : { x: state.x, y: state.y }),
      width: state.width,
      height: state.height,
      minWidth: 400,
      minHeight: 300,
      title: 'Doublet',
      show: false,
      webPreferences: windowPreferences(preloadPath),
    })
    this.#window = window
    if (state.isMaximized) window.maximize()
    this.#follow(window)
    await window.loadURL(`${APP_ORIGIN}/`)
  }

  /** The window that dialogs belong to. */
  shown(): Window {
    if (this.#window === null) throw new Error('Expected a window but none is open')
    return this.#window
  }

  focus(): void {
    if (this.#window?.isMinimized() === true) this.#window.restore()
    this.#window?.focus()
  }

  /** Sends a command to the page, now or as soon as it listens. */
  send(command: string, argument: string | null): void {
    if (this.#window !== null && this.#isReady)
      this.#window.webContents.send(ipcChannels.command, command, argument)
    else this.#waiting.push([command, argument])
  }

  /** The page has asked for the engine, so it is there and listens. */
  noteReady(): void {
    this.#isReady = true
    for (const [command, argument] of this.#waiting.splice(0)) this.send(command, argument)
  }

  #follow(window: Window): void {
    window.on('ready-to-show', () => window.show())
    window.on('close', () => void this.#save(window))
    window.on('closed', () => {
      this.#window = null
      this.#isReady = false
    })
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      this.#isReady = false
      if (reason !== 'clean-exit' && this.#reloads.take()) window.webContents.reload()
    })
  }

  async #save(window: Window): Promise<void> {
    const state: WindowState = { ...window.getNormalBounds(), isMaximized: window.isMaximized() }
    try {
      await saveWindowState(this.#options.statePath, state)
    } catch (error) {
      // The next start has the default place; that is no reason to keep the window open.
      console.error('Could not keep the place of the window', error)
    }
  }
}
