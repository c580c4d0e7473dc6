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
  /** A menu entry or an opened file: `command` is a name from the window's table of commands. */
  onCommand(listener: (command: string, argument: string | null) => void): () => void
}
