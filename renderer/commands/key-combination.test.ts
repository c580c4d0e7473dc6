import { describe, expect, it } from 'vitest'
import { commands } from './commands.ts'
import { isCombination, keyCaps, type PressedKey } from './key-combination.ts'

function press(key: string, modifiers: Partial<PressedKey> = {}): PressedKey {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers }
}

describe('isCombination', () => {
  it('takes a letter without modifiers only', () => {
    expect(isCombination(press('s'), 's', false)).toBe(true)
    expect(isCombination(press('S', { shiftKey: true }), 's', false)).toBe(false)
    expect(isCombination(press('s', { ctrlKey: true }), 's', false)).toBe(false)
    expect(isCombination(press('s', { altKey: true }), 's', false)).toBe(false)
  })

  it('takes a letter while caps lock is on', () => {
    expect(isCombination(press('S'), 's', false)).toBe(true)
  })

  it('takes a sign whether or not the keyboard needs shift for it', () => {
    expect(isCombination(press('?', { shiftKey: true }), '?', false)).toBe(true)
    expect(isCombination(press('+', { shiftKey: true }), '+', false)).toBe(true)
    expect(isCombination(press('+'), '+', false)).toBe(true)
  })

  it('reads mod as Ctrl, and as Command on Apple machines', () => {
    expect(isCombination(press('z', { ctrlKey: true }), 'mod+z', false)).toBe(true)
    expect(isCombination(press('z', { metaKey: true }), 'mod+z', false)).toBe(false)
    expect(isCombination(press('z', { metaKey: true }), 'mod+z', true)).toBe(true)
  })

  it('tells undo from redo by shift', () => {
    const redo = press('Z', { ctrlKey: true, shiftKey: true })
    expect(isCombination(redo, 'mod+shift+z', false)).toBe(true)
    expect(isCombination(redo, 'mod+z', false)).toBe(false)
  })

  it('names the space bar and the arrows', () => {
    expect(isCombination(press(' '), 'space', false)).toBe(true)
    expect(isCombination(press('ArrowLeft'), 'arrowleft', false)).toBe(true)
    expect(isCombination(press('ArrowLeft', { shiftKey: true }), 'arrowleft', false)).toBe(false)
  })
})

describe('keyCaps', () => {
  it('draws one cap a key', () => {
    expect(keyCaps('mod+shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(keyCaps('mod+shift+z', true)).toEqual(['⌘', '⇧', 'Z'])
    expect(keyCaps('+', false)).toEqual(['+'])
    expect(keyCaps('arrowdown', false)).toEqual(['↓'])
  })
})

describe('commands', () => {
  it('gives no key two meanings in one place', () => {
    for (const view of ['review', 'groups'] as const) {
      const keys = commands
        .filter(({ where }) => where === view || where === 'everywhere' || where === 'catalogue')
        .flatMap((command): readonly string[] => command.keys)
      expect(keys).toEqual([...new Set(keys)])
    }
  })

  it('names each command once', () => {
    const ids = commands.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
  })
})
