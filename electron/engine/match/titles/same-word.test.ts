import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { letterMask, sameWord } from './same-word.ts'

function same(a: string, b: string): boolean {
  return sameWord(a, b, letterMask(a), letterMask(b))
}

const word = fc.string({
  unit: fc.constantFrom('a', 'e', 'l', 'm', 'o', 'n', 't'),
  minLength: 1,
  maxLength: 9,
})

describe('sameWord', () => {
  it.each([
    ['jiuce', 'juice'],
    ['awtch', 'watch'],
    ['fce', 'face'],
    ['jma', 'jam'],
    ['otion', 'lotion'],
    ['chronogarh', 'chronograph'],
  ])('takes %s for a typing error of %s', (a, b) => {
    expect(same(a, b)).toBe(true)
  })

  it.each([
    ['for', 'forest'],
    ['chrono', 'chronograph'],
    ['w', 'with'],
    ['shs', 'shoes'],
    ['grd', 'ground'],
    ['blk', 'black'],
    ['l', 'long'],
  ])('takes %s for short for %s', (a, b) => {
    expect(same(a, b)).toBe(true)
  })

  it.each([
    ['oat', 'vanilla'],
    ['mint', 'mild'],
    ['peach', 'pear'],
    ['oat', 'cat'],
    ['lemon', 'melon'],
    ['strawberry', 'cranberry'],
    ['be', 'bell'],
    ['c', 'd'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(same(a, b)).toBe(false)
  })

  it('does not depend on the order of the two', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(same(a, b)).toBe(same(b, a))
      }),
    )
  })

  it('never lets a mask hide a swap of two letters', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 12 }), fc.nat({ max: 10 }), (text, place) => {
        fc.pre(place + 1 < text.length)
        const swapped =
          text.slice(0, place) + text.charAt(place + 1) + text.charAt(place) + text.slice(place + 2)
        expect(same(text, swapped)).toBe(true)
      }),
    )
  })
})
