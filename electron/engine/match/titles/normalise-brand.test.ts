import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareBrands, normaliseBrand } from './normalise-brand.ts'

describe('normaliseBrand', () => {
  it.each([
    ['Black & Decker, Inc.', 'BLACK AND DECKER'],
    ['L\u2019Oréal', "L'OREAL"],
    ['Ｓｏｎｙ', 'sony'],
  ])('brings %j and %j to one spelling', (a, b) => {
    expect(normaliseBrand(a)).not.toBeNull()
    expect(normaliseBrand(a)).toBe(normaliseBrand(b))
  })

  it.each([null, '', '-', 'N/A', 'Unbranded', 'no brand', 'Generic', 'ohne Marke', '无品牌', 'ノーブランド'])(
    'takes %j for not given',
    (brand) => {
      expect(normaliseBrand(brand)).toBeNull()
    },
  )

  it('changes nothing of what is normalised, and never throws', () => {
    const word = fc.constantFrom('Black', 'Decker', '&', 'and', 'Inc', 'ltd', 'É', '3M', 'Co', '无品牌')
    fc.assert(
      fc.property(
        fc.array(word).map((all) => all.join(' ')),
        (brand) => {
          const normalised = normaliseBrand(brand)
          expect(normaliseBrand(normalised)).toBe(normalised)
        },
      ),
    )
  })
})

describe('compareBrands', () => {
  it.each([
    ['sony', 'sony', 0],
    ['black decker', 'blackdecker', 0],
    ['lg', 'lg electronics', 0],
    ['sony', 'canon', 1],
    ['sony', null, null],
    [undefined, 'sony', null],
  ] as const)('compares %j and %j to %j', (a, b, compared) => {
    expect(compareBrands(a, b)).toBe(compared)
    expect(compareBrands(b, a)).toBe(compared)
  })
})
