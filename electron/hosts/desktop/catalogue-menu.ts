import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { MenuItemConstructorOptions } from 'electron'
import type { EngineClient } from '../../contract/index.ts'
import type { EnginePort } from './engine-port.ts'
import { type CatalogueState, followCatalogue } from './follow-catalogue.ts'
import { ENGLISH_MENUS, type SendCommand, menuTemplate, menuWords } from './menus.ts'

export interface CatalogueMenuOptions {
  readonly setMenu: (template: MenuItemConstructorOptions[]) => void
  /** Tells the system that a catalogue was opened, for its own list of recent documents. */
  readonly noteOpened: (path: string) => void
  readonly send: SendCommand
  readonly warn: (message: string, detail: string) => void
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
}

/** The main process as a client of the engine: keeps the menus up to date and opens catalogues from outside. */
export class CatalogueMenu {
  readonly #options: CatalogueMenuOptions
  #state: CatalogueState = { current: null, recent: [] }
  #words = ENGLISH_MENUS
  #client: EngineClient | null = null
  /** Asked for before the engine was there; the last one is meant. */
  #wanted: string | null = null

  constructor(options: CatalogueMenuOptions) {
    this.#options = options
    this.#draw()
  }

  /** Follows a new engine. After a crash it opens the catalogue again that was open, and says what happened. */
  async follow(port: EnginePort, isRestart: boolean): Promise<void> {
    const client: EngineClient = createORPCClient(new RPCLink({ port }))
    port.start()
    this.#client = client
    const path = this.#wanted ?? (isRestart ? this.#state.current : null)
    this.#wanted = null
    if (isRestart)
      this.#options.warn(
        this.nameOf('dialog.restarted', 'The engine stopped and was started again.'),
        this.nameOf('dialog.restartedDetail', 'Whatever was confirmed is saved.'),
      )
    if (path !== null) await this.openCatalogue(path)
    port.on('close', () => {
      if (this.#client === client) this.#client = null
    })
    try {
      await followCatalogue(client, (state) => this.#change(state))
    } catch (error) {
      // The watch ends with the engine's process, which its supervisor looks after.
      if (this.#client === client) console.error('The menus no longer follow the engine', error)
    }
  }

  /** Opens a catalogue; a failure is shown to the curator. */
  async openCatalogue(path: string): Promise<void> {
    if (this.#client === null) {
      this.#wanted = path
      return
    }
    try {
      await this.#client.catalogue.open({ path })
    } catch (error) {
      const title = this.nameOf('dialog.notOpened', 'Could not open')
      this.#options.warn(`${title} ${path}`, error instanceof Error ? error.message : String(error))
    }
  }

  /** Draws the menus in the window's language. @throws where the window sends something else than words */
  speak(words: unknown): void {
    this.#words = menuWords.parse(words)
    this.#draw()
  }

  /** What the window calls something that is drawn outside of it; the English name until it has told its own. */
  nameOf(key: string, english: string): string {
    return this.#words.names[key] ?? english
  }

  #change(state: CatalogueState): void {
    if (state.current !== null && state.current !== this.#state.current)
      this.#options.noteOpened(state.current)
    this.#state = state
    this.#draw()
  }

  #draw(): void {
    const { platform, isPackaged, send, setMenu } = this.#options
    const { recent } = this.#state
    const state = { platform, isPackaged, recent, words: this.#words }
    setMenu(menuTemplate(state, send, (path) => void this.openCatalogue(path)))
  }
}
