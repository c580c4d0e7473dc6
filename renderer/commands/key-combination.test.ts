import { describe, expect, it } from 'vitest'
import { combinationOf, isCombination, isWritable, keyCaps, type PressedKey } from './key-combination.ts'

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

  it('takes a digit however the keyboard types it', () => {
    expect(isCombination(press('1', { code: 'Digit1' }), '1', false)).toBe(true)
    expect(isCombination(press('1', { code: 'Digit1', shiftKey: true }), '1', false)).toBe(true)
    expect(isCombination(press('1', { code: 'Numpad1' }), '1', false)).toBe(true)
  })

  it('takes Shift and a digit whatever sign is printed there', () => {
    for (const sign of ['!', '"', '§']) {
      const pressed = press(sign, { code: 'Digit1', shiftKey: true })
      expect(isCombination(pressed, 'shift+1', false)).toBe(true)
      expect(isCombination(pressed, '1', false)).toBe(false)
    }
    expect(isCombination(press('1', { code: 'Digit1' }), 'shift+1', false)).toBe(false)
  })

  it('takes a sign that AltGr types', () => {
    const altGr = { ctrlKey: true, altKey: true, getModifierState: (name: string) => name === 'AltGraph' }
    expect(isCombination(press(']', altGr), ']', false)).toBe(true)
  })

  it('names the space bar and the arrows', () => {
    expect(isCombination(press(' '), 'space', false)).toBe(true)
    expect(isCombination(press('ArrowLeft'), 'arrowleft', false)).toBe(true)
    expect(isCombination(press('ArrowLeft', { shiftKey: true }), 'arrowleft', false)).toBe(false)
  })
})

describe('combinationOf', () => {
  it('writes what isCombination reads', () => {
    const presses = [
      press('s'),
      press('S', { shiftKey: true }),
      press('?', { shiftKey: true }),
      press('+', { ctrlKey: true }),
      press('Z', { ctrlKey: true, shiftKey: true }),
      press('!', { shiftKey: true, code: 'Digit1' }),
      press('ArrowLeft', { altKey: true }),
      press(' '),
      press('F5'),
      press('ö'),
    ]
    const combinations = presses.map((event) => combinationOf(event, false) ?? '')
    expect(combinations).toEqual([
      's',
      'shift+s',
      '?',
      'mod++',
      'mod+shift+z',
      'shift+1',
      'alt+arrowleft',
      'space',
      'f5',
      'ö',
    ])
    const misread = presses.filter((event, index) => !isCombination(event, combinations[index] ?? '', false))
    expect(misread).toEqual([])
  })

  it('waits while only a modifier is held, and leaves the system its own', () => {
    expect(combinationOf(press('Shift', { shiftKey: true }), false)).toBeNull()
    expect(combinationOf(press('Control', { ctrlKey: true }), false)).toBeNull()
    expect(combinationOf(press('d', { metaKey: true }), false)).toBeNull()
    expect(combinationOf(press('d', { metaKey: true }), true)).toBe('mod+d')
  })

  it('knows what is no combination', () => {
    expect(['', 'S', 'ctrl+s', 'shift+mod+s', 's s', 'mod+', '+'].filter((text) => isWritable(text))).toEqual(
      ['+'],
    )
  })
})

describe('keyCaps', () => {
  it('draws one cap a key', () => {
    expect(keyCaps('mod+shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(keyCaps('mod+shift+z', true)).toEqual(['⌘', '⇧', 'Z'])
    expect(keyCaps('+', false)).toEqual(['+'])
    expect(keyCaps('mod++', false)).toEqual(['Ctrl', '+'])
    expect(keyCaps('arrowdown', false)).toEqual(['↓'])
  })
})
