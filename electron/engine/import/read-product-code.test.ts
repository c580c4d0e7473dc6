import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProductCode } from './read-product-code.ts'

/** The check digit by GS1's published table of weights, 3 and 1 from the right. */
function withCheckDigit(digits: readonly number[]): string {
  const sum = digits
    .toReversed()
    .reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0)
  return [...digits, (10 - (sum % 10)) % 10].join('')
}

describe('readProductCode', () => {
  it.each([
    ['EAN-13', '4006381333931', '4006381333931'],
    ['GTIN-8', '73513537', '73513537'],
    ['UPC-A', '036000291452', '036000291452'],
    ['GTIN-14', '10614141000415', '10614141000415'],
    ['with hyphens', '978-3-16-148410-0', '9783161484100'],
    ['with spaces', '4 006381 333931', '4006381333931'],
    ['as a program writes numbers', '4006381333931.0', '4006381333931'],
  ])('keeps the digits of a valid %s', (_name, text, code) => {
    expect(readProductCode(text, 'gtin')).toEqual({ code, fault: null })
  })

  it.each(['TL-SG1024D', '12345', 'r85wh1-wide', '123456789', '4006-381-333932'])(
    'keeps %j as it is',
    (text) => {
      expect(readProductCode(text, 'gtin')).toEqual({ code: text, fault: null })
    },
  )

  it('keeps digits with a wrong check digit and says so', () => {
    const result = readProductCode('4006381333932', 'ean')
    expect(result.code).toBe('4006381333932')
    expect(result.fault).toContain('check digit')
  })

  it('expects no check digit of a model number', () => {
    expect(readProductCode('24020300', 'modelno')).toEqual({ code: '24020300', fault: null })
  })

  it.each(['4.00638E+12', '4,00638e12', '0000000000000', '0'])(
    'takes %j for no code, since others share it',
    (text) => {
      expect(readProductCode(text, 'ean')).toEqual({ code: null, fault: expect.any(String) })
    },
  )

  it('accepts every GTIN with its check digit and finds every single wrong digit', () => {
    const digit = fc.integer({ min: 0, max: 9 })
    const body = fc
      .constantFrom(7, 11, 12, 13)
      .chain((length) => fc.array(digit, { minLength: length, maxLength: length }))
    fc.assert(
      fc.property(body, fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, place, change) => {
        fc.pre(digits.some((each) => each !== 0))
        const gtin = withCheckDigit(digits)
        expect(readProductCode(gtin, 'gtin')).toEqual({ code: gtin, fault: null })
        const at = place % gtin.length
        const wrong = gtin.slice(0, at) + String((Number(gtin[at]) + change) % 10) + gtin.slice(at + 1)
        expect(readProductCode(wrong, 'gtin').fault).not.toBeNull()
      }),
    )
  })
})
