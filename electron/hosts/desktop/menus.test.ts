import { readFileSync } from 'node:fs'
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { ENGLISH_MENUS, MENU_COMMANDS, menuTemplate, menuWords } from './menus.ts'

const state = { platform: 'linux', recent: [], isPackaged: true, words: ENGLISH_MENUS } as const

function flatten(items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])])
}

function click(item: MenuItemConstructorOptions | undefined): void {
  Reflect.apply(item?.click ?? (() => {}), null, [])
}

describe('menuTemplate', () => {
  it('sends a command of the window for each of its own entries', () => {
    const sent: string[] = []
    const items = flatten(
      menuTemplate(
        state,
        (command) => sent.push(command),
        () => {},
      ),
    )
    for (const item of items) if (item.click !== undefined) click(item)
    const commands = Object.values(MENU_COMMANDS).flat()
    expect(sent.toSorted()).toEqual(
      commands.flatMap((row) => (row === 'separator' ? [] : [row.command])).toSorted(),
    )
  })

  it('names only commands that are in the table of the window', () => {
    const table = readFileSync(new URL('../../../renderer/commands/commands.ts', import.meta.url), 'utf8')
    const commands = Object.values(MENU_COMMANDS)
      .flat()
      .flatMap((row) => (row === 'separator' ? [] : [row.command]))
    expect(commands.filter((command) => !table.includes(`id: '${command}'`))).toEqual([])
  })

  it('shows the keys but leaves them to the window', () => {
    const items = flatten(
      menuTemplate(
        state,
        () => {},
        () => {},
      ),
    )
    const withKeys = items.filter((item) => item.accelerator !== undefined)
    expect(withKeys.length).toBeGreaterThan(5)
    expect(withKeys.every((item) => item.registerAccelerator === false)).toBe(true)
  })

  it('opens a recent catalogue', () => {
    const opened: string[] = []
    const recent = [{ path: '/data/mugs.doublet', name: 'mugs' }]
    const items = flatten(
      menuTemplate(
        { ...state, recent },
        () => {},
        (path) => opened.push(path),
      ),
    )
    expect(items.find(({ label }) => label === 'Open Recent')?.enabled).toBe(true)
    click(items.find(({ label }) => label === 'mugs'))
    expect(opened).toEqual(['/data/mugs.doublet'])
  })

  it('offers developer tools only where it is not packaged', () => {
    const roles = (isPackaged: boolean) =>
      flatten(
        menuTemplate(
          { ...state, isPackaged },
          () => {},
          () => {},
        ),
      ).map(({ role }) => role)
    expect(roles(true)).not.toContain('toggleDevTools')
    expect(roles(false)).toContain('toggleDevTools')
  })

  it('quits from the File menu, and on macOS from the menu of the app', () => {
    const roles = (platform: NodeJS.Platform) =>
      flatten(
        menuTemplate(
          { ...state, platform },
          () => {},
          () => {},
        ),
      ).map(({ role }) => role)
    expect(roles('linux')).toContain('quit')
    expect(roles('darwin')).not.toContain('quit')
    expect(roles('darwin')).toContain('appMenu')
  })

  it('speaks the window’s language where it was told, and shows no keys that were changed', () => {
    const names = { 'menu.file': 'Datei', 'view.groups': 'Gruppen', 'role.copy': 'Kopieren' }
    const words = { names, changedKeys: ['view.groups'] }
    const items = flatten(
      menuTemplate(
        { ...state, words },
        () => {},
        () => {},
      ),
    )
    const labels = items.map(({ label }) => label)
    expect(labels).toEqual(expect.arrayContaining(['Datei', 'Gruppen', 'Kopieren', 'Edit', 'Review']))
    expect(items.find(({ label }) => label === 'Gruppen')?.accelerator).toBeUndefined()
    expect(items.find(({ role }) => role === 'copy')?.label).toBe('Kopieren')
  })

  it('takes no names that are none', () => {
    expect(menuWords.safeParse({ names: { 'menu.file': '' }, changedKeys: [] }).success).toBe(false)
    expect(menuWords.safeParse({ names: { 'menu.file': 'x'.repeat(81) }, changedKeys: [] }).success).toBe(
      false,
    )
    expect(menuWords.safeParse({ names: { 'menu.file': 'Datei' }, changedKeys: [] }).success).toBe(true)
  })
})
