import type { Session, WebPreferences } from 'electron'

/** The only origin that a window of Doublet ever shows. */
export const APP_ORIGIN = 'app://doublet'
export const IMAGE_SCHEME = 'doublet-image'

/** Everything the window loads comes from these, the last for the developer tools; any other request is cancelled. */
const OWN_SCHEMES: ReadonlySet<string> = new Set(['app:', `${IMAGE_SCHEME}:`, 'blob:', 'data:', 'devtools:'])

/** What is known of who called: Electron's IpcMainEvent and IpcMainInvokeEvent. */
export interface SenderEvent {
  /** null: the frame is gone already. */
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null
}

interface NetworkSession {
  readonly webRequest: {
    onBeforeRequest(
      listener: (details: { readonly url: string }, answer: (decision: { cancel: boolean }) => void) => void,
    ): void
  }
}

interface LockableContents {
  on(event: string, listener: (event: { preventDefault(): void }) => void): unknown
  setWindowOpenHandler(handler: () => { action: 'deny' }): void
}

/**
 * A window without Node, in its own context and sandbox, as Electron's security checklist asks (points 2, 3, 4, 6, 8,
 * 9, 10, 11). The defaults are written out so that a test can hold them.
 * @param preloadPath absolute path of the CommonJS preload
 * @see https://www.electronjs.org/docs/latest/tutorial/security
 */
export function windowPreferences(preloadPath: string): WebPreferences {
  return {
    preload: preloadPath,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // Chromium fetches dictionaries from the network.
    spellcheck: false,
  }
}

/** Point 5: whatever a page asks for (camera, notifications, devices, ...), the answer is no. */
export function denyPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

/** Point 1: the window has no network. Nothing but the app's own schemes is ever requested. */
export function blockNetwork(session: NetworkSession): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isOwnUrl(url) }))
}

/** Points 12, 13, 14: the page stays the page. No navigation, no new window, no embedded browser. */
export function lockContents(contents: LockableContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Point 7. Styles may be inline because Nuxt UI sets them; scripts never. */
export function contentSecurityPolicy(): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' blob: data: ${IMAGE_SCHEME}:`,
    "font-src 'self'",
    `connect-src 'self' ${IMAGE_SCHEME}:`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Point 17: only the top frame of our own page may call the main process. */
export function isTrustedSender(event: SenderEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && originOf(frame.url) === APP_ORIGIN
}

/** `ipcMain.on` for trusted senders; a message from anyone else is dropped. */
export function onTrusted<Event extends SenderEvent>(
  ipcMain: { on(channel: string, listener: (event: Event) => void): unknown },
  channel: string,
  listener: (event: Event) => void,
): void {
  ipcMain.on(channel, (event) => {
    if (isTrustedSender(event)) listener(event)
  })
}

export interface CallHandling {
  handle(channel: string, listener: (event: SenderEvent, argument: unknown) => Promise<unknown>): void
}

/** `ipcMain.handle` for trusted senders; a call from anyone else fails. The argument is checked by the handler. */
export function handleTrusted(
  ipcMain: CallHandling,
  channel: string,
  handler: (argument: unknown) => Promise<unknown>,
): void {
  ipcMain.handle(channel, async (event, argument) => {
    if (!isTrustedSender(event)) throw new Error(`${channel} is not answered to this sender`)
    return handler(argument)
  })
}

function isOwnUrl(url: string): boolean {
  return URL.canParse(url) && OWN_SCHEMES.has(new URL(url).protocol)
}

/** `URL.origin` is "null" for schemes that only Electron knows, so it is put together by hand. */
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}
