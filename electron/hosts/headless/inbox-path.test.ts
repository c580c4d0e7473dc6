import { array, assert, constantFrom, oneof, property, string } from 'fast-check'
import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkInboxPath } from './inbox-path.ts'

describe('checkInboxPath', () => {
  it.each([
    [['a.jpg']],
    [['mugs', 'red mug.jpg']],
    [['emoji ☕', 'line\nbreak.png']],
    [['..hidden', '...jpg']],
    [['con.jpg']],
  ])('takes %j on Linux', (segments) => {
    expect(checkInboxPath(segments, 'linux')).toEqual({ ok: true })
  })

  it.each([
    [[]],
    [['']],
    [['.']],
    [['a', '..', 'b.jpg']],
    [['a/b.jpg']],
    [['a\\b.jpg']],
    [['a\0.jpg']],
    [['x'.repeat(256)]],
  ])('refuses %j everywhere', (segments) => {
    expect(checkInboxPath(segments, 'linux').ok).toBe(false)
    expect(checkInboxPath(segments, 'win32').ok).toBe(false)
  })

  it.each(['con', 'CON.jpg', 'lpt1.png', 'a:b.jpg', 'a?.jpg', 'a.jpg.', 'a.jpg ', 'line\nbreak.png'])(
    'refuses the name %j on Windows only',
    (name) => {
      expect(checkInboxPath([name], 'win32').ok).toBe(false)
      expect(checkInboxPath([name], 'linux').ok).toBe(true)
    },
  )

  it('counts bytes, not characters, of a name', () => {
    expect(checkInboxPath(['靴'.repeat(85)], 'linux').ok).toBe(true)
    expect(checkInboxPath(['靴'.repeat(86)], 'linux').ok).toBe(false)
  })

  it('refuses more than 64 folders', () => {
    expect(checkInboxPath(Array<string>(64).fill('a'), 'linux').ok).toBe(true)
    expect(checkInboxPath(Array<string>(65).fill('a'), 'linux').ok).toBe(false)
  })

  it('takes no path that leaves its folder', () => {
    const name = oneof(string({ unit: 'binary' }), constantFrom('..', '.', '', '../..', '\\..', '/'))
    assert(
      property(array(name, { minLength: 1, maxLength: 6 }), (segments) => {
        if (!checkInboxPath(segments, process.platform).ok) return
        const inside = join('inbox', ...segments)
        expect(inside).toBe(['inbox', ...segments].join(sep))
      }),
    )
  })
})
