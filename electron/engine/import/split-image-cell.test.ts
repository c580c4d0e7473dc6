import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitImageCell } from './split-image-cell.ts'

describe('splitImageCell', () => {
  it.each([
    ['a.jpg', ['a.jpg']],
    ['  a.jpg ', ['a.jpg']],
    ['0001', ['0001']],
    ['a.jpg|b.jpg', ['a.jpg', 'b.jpg']],
    ['a.jpg; b.png;', ['a.jpg', 'b.png']],
    ['a.jpg\r\nb.jpg\n', ['a.jpg', 'b.jpg']],
    ['a.jpg, b.PNG', ['a.jpg', 'b.PNG']],
    ['socks, blue.jpg', ['socks, blue.jpg']],
    ['a,b', ['a,b']],
    ['a.jpg|a.jpg', ['a.jpg']],
    ['["a.jpg", "b,c.jpg"]', ['a.jpg', 'b,c.jpg']],
    ["['a.jpg', 'it\\'s.jpg']", ['a.jpg', "it's.jpg"]],
    ['[]', []],
    ['[1].jpg', ['[1].jpg']],
    ['[1, "a.jpg", null]', ['a.jpg']],
    ['', []],
    [' | ;', []],
  ])('splits %j', (cell, expected) => expect(splitImageCell(cell)).toEqual(expected))

  it('gives back any list of names that was written as JSON', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'grapheme' })), (names) => {
        const expected = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))]
        expect(splitImageCell(JSON.stringify(names))).toEqual(expected)
      }),
    )
  })
})
