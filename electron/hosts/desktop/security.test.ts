import { EventEmitter } from 'node:events'
import type { Session } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import {
  type SenderEvent,
  blockNetwork,
  contentSecurityPolicy,
  denyPermissions,
  handleTrusted,
  isTrustedSender,
  lockContents,
  onTrusted,
  windowPreferences,
} from './security.ts'

const page: SenderEvent = { senderFrame: { url: 'app://doublet/', parent: null } }

describe('windowPreferences', () => {
  it('gives the page no Node, its own context and a sandbox, and loosens nothing', () => {
    expect(windowPreferences('/app/preload.cjs')).toEqual({
      preload: '/app/preload.cjs',
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
      spellcheck: false,
    })
  })
})

describe('denyPermissions', () => {
  it('says no to every request, check and device', () => {
    const session = {
      setPermissionRequestHandler: vi.fn<Session['setPermissionRequestHandler']>(),
      setPermissionCheckHandler: vi.fn<Session['setPermissionCheckHandler']>(),
      setDevicePermissionHandler: vi.fn<Session['setDevicePermissionHandler']>(),
    }
    denyPermissions(session)
    const answers: unknown[] = []
    const [request, check, device] = [
      session.setPermissionRequestHandler.mock.lastCall?.[0],
      session.setPermissionCheckHandler.mock.lastCall?.[0],
      session.setDevicePermissionHandler.mock.lastCall?.[0],
    ]
    Reflect.apply(request ?? fail, null, [null, 'media', (granted: boolean) => answers.push(granted)])
    answers.push(Reflect.apply(check ?? fail, null, [null, 'geolocation', 'app://doublet', {}]))
    answers.push(Reflect.apply(device ?? fail, null, [{ deviceType: 'usb' }]))
    expect(answers).toEqual([false, false, false])
  })
})

describe('blockNetwork', () => {
  it.each([
    ['app://doublet/assets/index.js', false],
    ['doublet-image://catalogue/abc/full', false],
    ['blob:app://doublet/123', false],
    ['data:image/png;base64,AA==', false],
    ['https://example.com/', true],
    ['http://127.0.0.1/', true],
    ['ws://example.com/', true],
    ['file:///etc/passwd', true],
    ['ftp://example.com/', true],
    ['not a url', true],
  ])('of %s cancels: %s', (url, cancel) => {
    const decisions: unknown[] = []
    blockNetwork({
      webRequest: {
        onBeforeRequest: (listener) => listener({ url }, (decision) => decisions.push(decision)),
      },
    })
    expect(decisions).toEqual([{ cancel }])
  })
})

describe('lockContents', () => {
  class FakeContents extends EventEmitter {
    openHandler: (() => { action: string }) | null = null
    setWindowOpenHandler(handler: () => { action: string }): void {
      this.openHandler = handler
    }
  }

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'prevents %s',
    (name) => {
      const contents = new FakeContents()
      lockContents(contents)
      const preventDefault = vi.fn()
      contents.emit(name, { preventDefault })
      expect(preventDefault).toHaveBeenCalledOnce()
    },
  )

  it('opens no window', () => {
    const contents = new FakeContents()
    lockContents(contents)
    expect(contents.openHandler?.()).toEqual({ action: 'deny' })
  })
})

describe('contentSecurityPolicy', () => {
  it('allows scripts of the app alone, and pictures of the catalogue', () => {
    const rules = contentSecurityPolicy().split('; ')
    expect(rules).toContain("default-src 'none'")
    expect(rules).toContain("script-src 'self'")
    expect(rules).toContain("img-src 'self' blob: data: doublet-image:")
    expect(rules).toContain("connect-src 'self' doublet-image:")
    expect(rules).toContain("frame-ancestors 'none'")
    expect(contentSecurityPolicy()).not.toMatch(/unsafe-eval|\*|https?:/)
  })
})

describe('isTrustedSender', () => {
  it('trusts the top frame of our page', () => {
    expect(isTrustedSender(page)).toBe(true)
    expect(isTrustedSender({ senderFrame: { url: 'app://doublet/index.html#/groups', parent: null } })).toBe(
      true,
    )
  })

  it.each([
    [null],
    [{ url: 'app://doublet/', parent: {} }],
    [{ url: 'app://other/', parent: null }],
    [{ url: 'app://doublet.evil.example/', parent: null }],
    [{ url: 'https://doublet/', parent: null }],
    [{ url: 'about:blank', parent: null }],
    [{ url: '', parent: null }],
  ])('does not trust %j', (senderFrame) => {
    expect(isTrustedSender({ senderFrame })).toBe(false)
  })
})

describe('listening to the page', () => {
  const stranger: SenderEvent = { senderFrame: { url: 'https://evil.example/', parent: null } }

  it('drops a message from a stranger', () => {
    const ipcMain = new EventEmitter()
    const heard: SenderEvent[] = []
    onTrusted<SenderEvent>(ipcMain, 'doublet:request-port', (event) => heard.push(event))
    ipcMain.emit('doublet:request-port', stranger)
    ipcMain.emit('doublet:request-port', page)
    expect(heard).toEqual([page])
  })

  it('fails a call from a stranger without running its handler', async () => {
    const calls = new Map<string, (event: SenderEvent, argument: unknown) => Promise<unknown>>()
    const handler = vi.fn(async (argument: unknown) => argument)
    handleTrusted({ handle: (channel, listener) => calls.set(channel, listener) }, 'doublet:x', handler)
    await expect(calls.get('doublet:x')?.(stranger, 1)).rejects.toThrow('not answered')
    expect(handler).not.toHaveBeenCalled()
    await expect(calls.get('doublet:x')?.(page, 2)).resolves.toBe(2)
  })
})

function fail(): never {
  throw new Error('Expected a handler to be set')
}
