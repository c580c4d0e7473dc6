import { RPCHandler } from '@orpc/server/message-port'
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { createTestEngine } from '../test-engine.ts'
import { CatalogueMenu } from './catalogue-menu.ts'
import { FakePort } from './fake-port.ts'

function setUp() {
  const engine = createTestEngine({ folder: '/data' })
  const menus: MenuItemConstructorOptions[][] = []
  const warnings: string[] = []
  const menu = new CatalogueMenu({
    setMenu: (template) => menus.push(template),
    noteOpened: () => {},
    send: () => {},
    warn: (message) => warnings.push(message),
    platform: 'linux',
    isPackaged: true,
  })
  const connect = () => {
    const { port1, port2 } = FakePort.pair()
    new RPCHandler(engine.router).upgrade(port1)
    port1.start()
    return port2
  }
  return { menu, menus, warnings, connect }
}

describe('CatalogueMenu', () => {
  it('draws the menus at once, and again with the recent catalogues when the engine is there', async () => {
    const { menu, menus, connect } = setUp()
    expect(menus).toHaveLength(1)
    expect(JSON.stringify(menus[0])).not.toContain('mugs')
    void menu.follow(connect(), false)
    await expect.poll(() => JSON.stringify(menus.at(-1))).toContain('"label":"mugs"')
  })

  it('is drawn anew in the language that the window tells', () => {
    const { menu, menus } = setUp()
    menu.speak({ names: { 'menu.file': 'Datei' }, changedKeys: [] })
    expect(JSON.stringify(menus.at(-1))).toContain('"label":"Datei"')
    expect(() => menu.speak({ names: 'Datei' })).toThrow(/names/)
    expect(menus).toHaveLength(2)
  })

  it('shows why a catalogue could not be opened', async () => {
    const { menu, warnings, connect } = setUp()
    void menu.follow(connect(), false)
    await menu.openCatalogue('/locked.doublet')
    expect(warnings).toEqual(['Could not open /locked.doublet'])
  })

  it('opens what was asked for before the engine was there', async () => {
    const { menu, warnings, connect } = setUp()
    await menu.openCatalogue('/locked.doublet')
    expect(warnings).toEqual([])
    void menu.follow(connect(), false)
    await expect.poll(() => warnings).toEqual(['Could not open /locked.doublet'])
  })

  it('says that the engine was started again', async () => {
    const { menu, warnings, connect } = setUp()
    void menu.follow(connect(), true)
    await expect.poll(() => warnings).toEqual(['The engine stopped and was started again.'])
  })
})
