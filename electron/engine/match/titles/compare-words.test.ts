import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countWordConflicts, exclusiveWords } from './compare-words.ts'
import { titleFacts } from './title-facts.ts'

const NO_BRANDS = { a: null, b: null }

function conflicts(a: string, b: string, brands: { a: string | null; b: string | null } = NO_BRANDS) {
  return countWordConflicts(titleFacts(a).words, titleFacts(b).words, brands)
}

const title = fc
  .array(
    fc.constantFrom('harbor', 'oat', 'vanilla', 'corn', 'flakes', 'flkaes', 'cornflakes', 'top', '250 g'),
    {
      maxLength: 6,
    },
  )
  .map((words) => words.join(' '))

describe('countWordConflicts', () => {
  it('counts one word against another', () => {
    expect(conflicts('Harbor Oat Corn Flakes 250 g', 'Harbor Vanilla Corn Flakes 250 g')).toBe(1)
    expect(conflicts('Kestra Pine White Sneakers', 'Sneakers Kestra Pine Lilac')).toBe(1)
    expect(conflicts('Field Desk Lamp', 'Luna Table Lamp')).toBe(2)
  })

  it.each([
    [
      'words of praise and trade',
      'HOT SALE Harbor Corn Flakes *limited*',
      'Harbor Corn Flakes (ready stock)',
    ],
    ['a brand that only one names', 'Ostrel Harbor Corn Flakes', 'Harbor Corn Flakes'],
    ['a typing error', 'Field Lemon Jiuce', 'Juice, Lemon - Field'],
    ['a moved blank', 'Field BodyL otion', 'Field Body Lotion'],
    ['a lost blank', 'Field GlobeLamp', 'Field Globe Lamp'],
    ['a lost hyphen', 'Luna Tshirt', 'Luna T-Shirt'],
    ['abbreviations', 'Luna For. Green L/S Top', 'Luna Forest Green Long Sleeve Top'],
    ['another amount, which is a fact', 'Corn Flakes 250 g', 'Corn Flakes 500 g'],
  ])('finds no conflict in %s', (_, a, b) => {
    expect(conflicts(a, b)).toBe(0)
    expect(conflicts(b, a)).toBe(0)
  })

  it('takes a brand beside a title for named, and only then', () => {
    const [a, b] = ['Ostrel Corn Flakes', 'Corn Flakes Extra']
    expect(conflicts(a, b, { a: 'ostrel', b: 'ostrel' })).toBe(0)
    expect(conflicts(a, b, { a: 'ostrel', b: 'big ostrel' })).toBe(0)
    expect(conflicts(a, b, { a: 'ostrel', b: null })).toBe(1)
  })

  it('is null where a title has no words', () => {
    expect(conflicts('', 'Corn Flakes')).toBeNull()
    expect(conflicts('Corn Flakes', '500 g')).toBeNull()
  })

  it('does not depend on which title comes first, and never exceeds the words of one', () => {
    fc.assert(
      fc.property(title, title, (a, b) => {
        const counted = conflicts(a, b)
        expect(counted).toBe(conflicts(b, a))
        expect(counted ?? 0).toBeLessThanOrEqual(
          Math.min(titleFacts(a).words.texts.length, titleFacts(b).words.texts.length),
        )
      }),
    )
  })

  it('is 0 for a title and the same with more words in any place', () => {
    fc.assert(
      fc.property(title, title, (whole, more) => {
        expect(conflicts(whole, `${more} ${whole}`) ?? 0).toBe(0)
        expect(conflicts(whole, `${whole} ${more}`) ?? 0).toBe(0)
      }),
    )
  })
})

describe('exclusiveWords', () => {
  it('gives what only one of the titles says', () => {
    const words = exclusiveWords(
      titleFacts('NEW Ostrel Harbor Oat Corn Flkaes').words,
      titleFacts('Harbor Vanilla Corn Flakes').words,
    )
    expect(words).toEqual({ onlyA: ['ostrel', 'oat'], onlyB: ['vanilla'] })
  })
})
