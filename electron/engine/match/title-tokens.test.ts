import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTitle, titleTokens } from './title-tokens.ts'

describe('titleTokens', () => {
  it.each(['1L', '1 l', '1000 ml', '1 000ml', '1,000 ML', '1.0 liter', '100 cl', '1-litre', '1 л'])(
    'brings %s to one spelling',
    (title) => {
      expect(titleTokens(title)).toEqual(['1000ml'])
    },
  )

  it.each([
    ['0,33l', ['330ml']],
    ['1.500 g', ['1500g']],
    ['0.330 kg', ['330g']],
    ['16GB 2 TB', ['16000mb', '2000000mb']],
    ['15.6" 3.5mm 1 m', ['396.2mm', '3.5mm', '1000mm']],
    ['2x500ml', ['2x', '500ml']],
    ['2 × 0,5 l', ['2x', '500ml']],
    ['500 ml x 2', ['2x', '500ml']],
    ['500ml*6', ['6x', '500ml']],
    ['30 cm x 40 cm', ['300mm', 'x', '400mm']],
    ['٥٠٠ ml', ['500ml']],
    ['५०० ml', ['500ml']],
    ['6 pack 33cl', ['6x', '330ml']],
    ['pack of 12', ['12x']],
    ['H45 cm w 30cm', ['450mm', 'w', '300mm']],
    ['30 x 40 cm', ['300mm', '400mm']],
    ['５００ｍｌ', ['500ml']],
  ])('reads the quantities of %s', (title, tokens) => {
    expect(titleTokens(title)).toEqual(tokens)
  })

  it.each([
    ['Sony WH-1000XM4', ['sony', 'wh1000xm4']],
    ['lg lds4821ww', ['lg', 'lds4821ww']],
    ['mb13-pnk-see-v2', ['mb13pnkseev2']],
    ['5mmx', ['5mmx']],
    ['l5 gh45 cm', ['l5', 'gh45', 'cm']],
    ['5 in 1 tool', ['5', 'in', '1', 'tool']],
  ])('keeps model numbers and plain numbers of %s', (title, tokens) => {
    expect(titleTokens(title)).toEqual(tokens)
  })

  it.each([
    ['ÉCLAIR à la Crème', ['eclair', 'a', 'la', 'creme']],
    ['Größe', ['grosse']],
    ['Кроссовки чёрные', ['кроссовки', 'черные']],
    ['日本酒', ['日本', '本酒']],
    ["men's 🍎 (new!)", ["men's", 'new']],
  ])('folds %s, in any script', (title, tokens) => {
    expect(titleTokens(title)).toEqual(tokens)
  })

  it('tells packs, quantities, numbers, models and words apart', () => {
    expect(parseTitle('2x500ml cola 7 ab12').map(({ kind }) => kind)).toEqual([
      'pack',
      'quantity',
      'word',
      'number',
      'model',
    ])
  })

  it('reads any string into tokens without blanks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (title) => {
        for (const { text } of parseTitle(title)) {
          expect(text).not.toBe('')
          expect(text).not.toMatch(/\s/u)
        }
      }),
    )
  })

  it('reads an amount and a count the same in either order, in any unit of volume or mass', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 99 }),
        fc.constantFrom('ml', 'l', 'g', 'kg', 'oz', 'мл'),
        (amount, count, unit) => {
          expect(titleTokens(`${amount} ${unit} x ${count}`)).toEqual(
            titleTokens(`${count}x${amount}${unit}`),
          )
        },
      ),
    )
  })

  it('does not notice case or spacing', () => {
    const word = fc.constantFrom('Red', '500 ml', 'XL', '2x1l', 'abc12', '7', 'мыло')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        expect(titleTokens(`  ${words.join(' ,  ').toUpperCase()}`)).toEqual(titleTokens(words.join(' , ')))
      }),
    )
  })

  it('cuts titles of 100,000 characters', () => {
    expect(titleTokens('a1 '.repeat(33_334)).length).toBeLessThan(400)
  })
})
