/**
 * What a host gives the window beside the API. The desktop's preload puts it on `window.doublet`; the headless host
 * has none, and the window then speaks WebSocket to the address it came from.
 */
export interface HostBridge {
  readonly kind: 'desktop'
  /** "darwin", "win32", "linux": decides which modifier key is shown. */
  readonly platform: string
  /** Asks for the port to the engine; main answers with a `doublet:port` message event that carries it. */
  requestEnginePort(): void
  chooseFolder(): Promise<string | null>
  chooseTable(): Promise<string | null>
  chooseCatalogue(): Promise<string | null>
  chooseNewCatalogue(): Promise<string | null>
  chooseExportFile(defaultName: string): Promise<string | null>
  showInFolder(path: string): Promise<void>
  /** The path of a dropped DOM `File`, a file or a folder; pages cannot see it themselves. */
  pathOfFile(file: object): string
  /** Draws the application's menus in the window's language; left out, an entry keeps its English name. */
  showMenus(words: MenuWords): Promise<void>
  /** A menu entry or an opened file: `command` is a name from the window's table of commands. */
  onCommand(listener: (command: string, argument: string | null) => void): () => void
}

/** What the window tells of its language and keys, for menus that are drawn outside of it. */
export interface MenuWords {
  /** Names by command ("view.groups"), menu ("menu.file"), dialog ("dialog.folder") and what the system does itself ("role.copy"). */
  readonly names: Readonly<Record<string, string>>
  /** Commands whose keys the curator changed: the menus show none beside them. */
  readonly changedKeys: readonly string[]
}
