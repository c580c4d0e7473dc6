import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { titleDifference } from './title-difference.ts'

/** The marked words in square brackets. */
function marked(title: string, reference: string | null): string {
  return titleDifference(title, reference)
    .map(({ text, differs }) => (differs ? `[${text}]` : text))
    .join('')
}

describe('titleDifference', () => {
  it('marks the words that the reference does not have', () => {
    expect(marked('Red ceramic mug 300 ml', 'Blue ceramic mug 300 ml')).toBe('[Red] ceramic mug 300 ml')
    expect(marked('Mug', 'Red mug')).toBe('Mug')
  })

  it('marks a phrase as one stretch', () => {
    expect(marked('Mug, hand painted, large', 'Mug, large')).toBe('Mug, [hand painted], large')
  })

  it('takes case, width and the space before a unit for no difference', () => {
    expect(marked('MUG 300ml', 'mug 300 ML')).toBe('MUG 300ml')
    expect(marked('Ｍｕｇ', 'mug')).toBe('Ｍｕｇ')
    expect(marked('Oil 0,5 l', 'Oil 0.5l')).toBe('Oil 0,5 l')
  })

  it('takes another amount for a difference', () => {
    expect(marked('Shampoo 250 ml', 'Shampoo 500 ml')).toBe('Shampoo [250 ml]')
  })

  it('marks a word that comes once more than in the reference', () => {
    expect(marked('very very red', 'very red')).toBe('very [very] red')
  })

  it('takes another order of the same words for no difference', () => {
    expect(marked('Mug, red, 300 ml', 'Red mug 300ml')).toBe('Mug, red, 300 ml')
  })

  it('works in scripts without spaces between words and in right-to-left ones', () => {
    expect(marked('كوب أحمر', 'كوب أزرق')).toBe('كوب [أحمر]')
    expect(marked('红色 杯子', '蓝色 杯子')).toBe('[红色] 杯子')
  })

  it('marks nothing without a reference or against itself, and always keeps the whole text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (title, reference) => {
        const text = (parts: { text: string }[]) => parts.map((part) => part.text).join('')
        expect(text(titleDifference(title, reference))).toBe(title)
        expect(titleDifference(title, null).some(({ differs }) => differs)).toBe(false)
        expect(titleDifference(title, title).some(({ differs }) => differs)).toBe(false)
      }),
    )
  })
})
