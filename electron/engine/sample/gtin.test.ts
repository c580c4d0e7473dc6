import { describe, expect, it } from 'vitest'
import { gtinCheckDigit, sampleGtin } from './gtin.ts'

describe('gtinCheckDigit', () => {
  it('agrees with codes that are in use', () => {
    // 629104150021-3 is the example of GS1's own page; 978030640615-7 the ISBN-13 example of the ISBN manual.
    expect(gtinCheckDigit('629104150021')).toBe('3')
    expect(gtinCheckDigit('978030640615')).toBe('7')
  })
})

describe('sampleGtin', () => {
  it('stays within the prefixes for use inside a shop', () => {
    expect(sampleGtin(7, 42)).toMatch(/^200004200007\d$/)
  })
})
