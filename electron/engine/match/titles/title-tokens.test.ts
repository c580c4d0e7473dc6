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
    ['15.6" 3.5mm 1 m', ['396mm', '3.5mm', '1000mm']],
    ['2x500ml', ['2x', '500ml']],
    ['2 × 0,5 l', ['2x', '500ml']],
    ['500 ml x 2', ['2x', '500ml']],
    ['500ml*6', ['6x', '500ml']],
    ['٥٠٠ ml', ['500ml']],
    ['५०० ml', ['500ml']],
    ['6 pack 33cl', ['6x', '330ml']],
    ['pack of 12', ['12x']],
    ['H45 cm w 30cm', ['450mm', 'w', '300mm']],
    ['1½ l, 1 1/2 l', ['1500ml', '1500ml']],
    ['2 dozen eggs', ['24x', 'eggs']],
    ['4 bottles of 500 ml', ['4x', 'of', '500ml']],
    ['1.5L, 1,5L', ['1500ml', '1500ml']],
    ['1.250,5 g and 1,250.5 g', ['1251g', 'and', '1251g']],
    ['5 in 1 6个月', ['5', 'in', '1', '6', '个月']],
    ['５００ｍｌ', ['500ml']],
  ])('reads the quantities of %s', (title, tokens) => {
    expect(titleTokens(title)).toEqual(tokens)
  })

  it.each([
    '6 pack',
    '6-pack',
    'pack of 6',
    'set of 6',
    '6er Pack',
    '6er-Pack',
    'lot de 6',
    'paquete de 6',
    'confezione da 6',
    'caixa com 6',
    'isi 6',
    '6 Stück',
    '6 szt.',
    '6 шт',
    '6 τεμάχια',
    '6 قطع',
    '6 יחידות',
    '6 ชิ้น',
    '6个装',
    '6個セット',
    '6本入り',
    '6개입',
    '6x',
    'x6',
    '× 6',
    '½ dozen',
  ])('reads a pack of six of %s', (title) => {
    expect(titleTokens(title)).toEqual(['6x'])
  })

  it.each([
    '500克',
    '500 公克',
    '1斤',
    '500グラム',
    '500그램',
    '500 غرام',
    '٥٠٠ جم',
    '0,5 кг',
    '500 гр',
    '500 γρ',
    '500 גרם',
    '500 ग्राम',
    '500 กรัม',
    '５００ｇ',
    '500 grammes',
    '500 gramos',
  ])('reads 500 g of %s', (title) => {
    expect(titleTokens(title)).toEqual(['500g'])
  })

  it.each([
    '2升',
    '2000毫升',
    '2リットル',
    '2리터',
    '2 لتر',
    '٢ لتر',
    '2 литра',
    '2 λίτρα',
    '2 ลิตร',
    '2 लीटर',
  ])('reads two litres of %s', (title) => {
    expect(titleTokens(title)).toEqual(['2000ml'])
  })

  it.each([
    ['牛奶250毫升×12盒', ['牛奶', '250ml', '12x']],
    ['우유500ml 10개', ['우유', '500ml', '10x']],
    ['お茶 500ml×24本', ['お茶', '500ml', '24x']],
    ['حليب500مل', ['حليب', '500ml']],
    ['新款蓝色外套', ['新款', '蓝色', '外套']],
    ['ブラックのバッグ', ['ブラック', 'のバ', 'バッ', 'ッグ']],
  ])('cuts words off numbers, and colours out, of %s', (title, tokens) => {
    expect(titleTokens(title)).toEqual(tokens)
  })

  it.each([
    '40×60×2 cm',
    '40x60x2cm',
    '60 x 40 x 2 cm',
    '2 cm x 40 cm x 60 cm',
    '400 mm x 0,6 m x 20mm',
    '40х60х2 см',
    '40 by 60 by 2 cm',
    '60cm (h) x 40cm (w) x 2cm (d)',
    '６０×４０×２ｃｍ',
  ])('reads %s as one size', (title) => {
    expect(titleTokens(title)).toEqual(['20x400x600mm'])
  })

  it.each([
    ['16 oz', '454 g'],
    ['1 lb', '454g'],
    ['12 fl oz', '355 ml'],
    ['15.6"', '39.6 cm'],
    ['15.6″', '15.6 inch'],
    ['3/4 in', '19 mm'],
    ['16 x 20 in', '40.6 x 50.8 cm'],
    ['1920x1080', '1920 × 1080'],
  ])('reads %s and %s as the same', (a, b) => {
    expect(titleTokens(a)).toEqual(titleTokens(b))
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

  it('reads sides the same in any order, with any sign and blanks', () => {
    const sign = fc.constantFrom('x', ' x ', '×', ' × ', '*', ' X')
    const sides = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 3 })
    const unit = fc.constantFrom('cm', ' cm', 'mm', ' in', '"', '厘米', ' см')
    fc.assert(
      fc.property(sides, sign, sign, unit, (amounts, signA, signB, each) => {
        expect(titleTokens(amounts.join(signA) + each)).toEqual(
          titleTokens(amounts.toReversed().join(signB) + each),
        )
      }),
    )
  })

  it('reads what it has read as the same again', () => {
    const word = fc.constantFrom(
      'Café',
      '500 ml',
      '2x1l',
      'abc12',
      '40 x 60 cm',
      'x6',
      '16 oz',
      '7',
      'мыло',
      '6个',
      '黑色',
      '1,5 kg',
    )
    fc.assert(
      fc.property(word, (title) => {
        for (const token of titleTokens(title)) expect(titleTokens(token)).toEqual([token])
      }),
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
