import { EventEmitter } from 'node:events'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { HostBridge } from '../../contract/host-bridge.ts'

const { exposed, renderer } = vi.hoisted(() => ({
  exposed: new Map<string, unknown>(),
  renderer: { sent: [] as unknown[][], emitter: null as EventEmitter | null },
}))

vi.mock('electron', () => {
  const emitter = new EventEmitter()
  renderer.emitter = emitter
  return {
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => exposed.set(name, value) },
    ipcRenderer: {
      send: (...parameters: unknown[]) => renderer.sent.push(parameters),
      invoke: async (...parameters: unknown[]) => {
        renderer.sent.push(parameters)
        return '/chosen'
      },
      on: (channel: string, listener: (...parameters: unknown[]) => void) => emitter.on(channel, listener),
      off: (channel: string, listener: (...parameters: unknown[]) => void) => emitter.off(channel, listener),
    },
    webUtils: { getPathForFile: (file: File) => `/dropped/${file.name}` },
  }
})

const posted: unknown[][] = []
beforeAll(async () => {
  vi.stubGlobal('window', { postMessage: (...parameters: unknown[]) => posted.push(parameters) })
  await import('./preload.ts')
})

function bridge(): HostBridge {
  const value = exposed.get('doublet')
  if (!isBridge(value)) throw new Error('Expected the preload to expose a bridge')
  return value
}

function isBridge(value: unknown): value is HostBridge {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'desktop'
}

describe('the preload', () => {
  it('exposes exactly the host bridge', () => {
    expect([...exposed.keys()]).toEqual(['doublet'])
    expect(Object.keys(bridge()).toSorted()).toEqual([
      'chooseCatalogue',
      'chooseExportFile',
      'chooseFolder',
      'chooseNewCatalogue',
      'chooseTable',
      'kind',
      'onCommand',
      'pathOfFile',
      'platform',
      'requestEnginePort',
      'showInFolder',
      'showMenus',
    ])
  })

  it('passes the port to the engine on to the page', () => {
    const ports = [{}]
    renderer.emitter?.emit('doublet:port', { ports })
    expect(posted).toEqual([['doublet:port', '*', ports]])
  })

  it('asks by fixed channels, never by one that the page names', async () => {
    bridge().requestEnginePort()
    await bridge().chooseFolder()
    await bridge().chooseExportFile('pairs.csv')
    await bridge().showInFolder('/a')
    await bridge().showMenus({ names: {}, changedKeys: [] })
    expect(renderer.sent).toEqual([
      ['doublet:request-port'],
      ['doublet:choose-folder'],
      ['doublet:choose-export-file', 'pairs.csv'],
      ['doublet:show-in-folder', '/a'],
      ['doublet:show-menus', { names: {}, changedKeys: [] }],
    ])
  })

  it('hands commands over without the event that carried them, until told to stop', () => {
    const heard: unknown[][] = []
    const stop = bridge().onCommand((...parameters) => heard.push(parameters))
    renderer.emitter?.emit('doublet:command', { sender: 'secret' }, 'catalogue.open', '/a.doublet')
    stop()
    renderer.emitter?.emit('doublet:command', {}, 'catalogue.open', null)
    expect(heard).toEqual([['catalogue.open', '/a.doublet']])
  })

  it('tells the path of a dropped file, and of nothing else', () => {
    expect(bridge().pathOfFile(new File([], 'mug.jpg'))).toBe('/dropped/mug.jpg')
    expect(bridge().pathOfFile({ path: '/etc/passwd' })).toBe('')
  })
})
