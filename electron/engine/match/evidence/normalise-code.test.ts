import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseCode } from './normalise-code.ts'

describe('normaliseCode', () => {
  it.each([
    ['a UPC and its EAN', '036000291452', '0036000291452'],
    ['hyphens and blanks', '4-006381 333931', '4006381333931'],
    ['a name before the number', 'EAN: 4006381333931', 'gtin 4006381333931'],
    ['a name with the length', 'GTIN-13: 4006381333931', 'EAN13 4006381333931'],
    ['full-width digits', '４００６３８１３３３９３１', '4006381333931'],
    // The published example of ISBN-10 and ISBN-13 of one book.
    ['the ISBNs of one book', 'ISBN 0-306-40615-2', '978-0-306-40615-7'],
    ['an ISBN that ends in X', '0-8044-2957-X', '9780804429573'],
    ['a model number in any case', 'wh-1000xm4', 'WH 1000 XM4'],
  ])('brings together %s', (_, a, b) => {
    expect(normaliseCode(a)).not.toBeNull()
    expect(normaliseCode(a)).toBe(normaliseCode(b))
  })

  it('takes digits with a wrong check digit for a number of the maker, which meets only the same digits', () => {
    expect(normaliseCode('4006381333932')).toBe('4006381333932')
    expect(normaliseCode('036000291453')).not.toBe(normaliseCode('0036000291453'))
    expect(normaliseCode('036000291453')).toBe(normaliseCode('0360-0029-1453'))
  })

  it.each([null, '', '---', '0000000000000', '111111111111', 'X'])('takes %j for no code', (code) => {
    expect(normaliseCode(code)).toBeNull()
  })

  it('changes nothing of what is normalised, and never throws', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '7', '9', 'X', '-'), maxLength: 16 })
    fc.assert(
      fc.property(fc.oneof(digits, fc.string({ unit: 'binary', maxLength: 30 })), (code) => {
        const normalised = normaliseCode(code)
        expect(normaliseCode(normalised)).toBe(normalised)
      }),
    )
  })
})
