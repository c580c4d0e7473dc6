import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePrice } from './parse-price.ts'

describe('parsePrice', () => {
  it.each([
    ['12', 12],
    ['0', 0],
    ['12.5', 12.5],
    ['.99', 0.99],
    ['0.125', 0.125],
    ['4.125', 4.125],
    ['12,5', 12.5],
    ['0,999', 0.999],
    ['1,299', 1299],
    ['1.299 €', 1299],
    ['1.299,00 €', 1299],
    ['$1,299.00', 1299],
    ['1 299 kr', 1299],
    ['1\u00a0299,50\u00a0kr.', 1299.5],
    ['1\u202f299,50 €', 1299.5],
    ["CHF 1'299.50", 1299.5],
    ['12,-', 12],
    ['1.299,– €', 1299],
    ['Rs. 1,29,999.00', 129999],
    ['US$ 49.99', 49.99],
    ['$12.50 USD', 12.5],
    ['EUR12', 12],
    ['₹ 1,00,000', 100000],
    ['1.234.567', 1234567],
    ['409.0', 409],
    ['1e3', 1000],
  ])('reads %j as %d', (text, expected) => expect(parsePrice(text)).toBe(expected))

  it.each([
    '-5',
    '−5 €',
    '10-20',
    '12.99 - 15.99',
    'free',
    'abc 12',
    'size 12',
    '12 50',
    '1.2.3',
    '1,2345,678',
  ])('takes %j for no price', (text) => expect(parsePrice(text)).toBeNull())

  it.each(['', '€', '1e999', 'NaN', 'Infinity', '12 pieces', '1,299,00', '١٢'])(
    'takes %j for no price',
    (text) => expect(parsePrice(text)).toBeNull(),
  )

  it('reads every number that JavaScript writes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parsePrice(String(value))).toBe(value === 0 ? 0 : value)
      }),
    )
  })

  it.each([
    ['en-US', 'USD'],
    ['de-DE', 'EUR'],
    ['fr-FR', 'EUR'],
    ['sv-SE', 'SEK'],
    ['de-CH', 'CHF'],
    ['en-IN', 'INR'],
    ['pt-BR', 'BRL'],
    ['pl-PL', 'PLN'],
    ['id-ID', 'IDR'],
    ['ja-JP', 'JPY'],
    ['en-GB', 'GBP'],
  ])('reads what Intl.NumberFormat writes in %s', (locale, currency) => {
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
    const digits = format.resolvedOptions().maximumFractionDigits ?? 2
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (units) => {
        const price = units / 10 ** digits
        expect(parsePrice(format.format(price))).toBe(price)
      }),
    )
  })
})
