import { describe, expect, it } from 'vitest'
import type { Relation } from '../../contract/relations.ts'
import { describeAction } from './describe-action.ts'

function words(...given: readonly (readonly [number, number, Relation, string?])[]): string {
  const verdicts = given.map(([itemA, itemB, relation, axis]) => ({
    itemA,
    itemB,
    relation,
    variantAxis: axis ?? null,
  }))
  return describeAction({ kind: 'verdict', verdicts }, 9)
}

describe('describeAction', () => {
  it('counts the listings of a confirmed group, however many pairs that took', () => {
    const expected = 'Confirmed 4 listings as the same product'
    expect(words([1, 2, 'same-product'], [1, 3, 'same-product'], [1, 4, 'same-image'])).toBe(expected)
    expect(
      words([1, 2, 'same-product'], [2, 3, 'same-product'], [1, 3, 'same-product'], [4, 1, 'same-product']),
    ).toBe(expected)
  })

  it('says how many products when the confirmed pairs do not hang together', () => {
    expect(words([1, 2, 'same-product'], [3, 4, 'same-product'])).toBe('Confirmed 4 listings as 2 products')
  })

  it('says same picture only when that was said of every pair', () => {
    expect(words([1, 2, 'same-image'])).toBe('Confirmed 2 listings as the same picture')
  })

  it('counts pairs for every other relation, and names what varies', () => {
    expect(words([1, 2, 'different'])).toBe('Said different of 1 pair')
    expect(words([1, 2, 'variant', 'colour'], [1, 3, 'variant', 'colour'], [1, 4, 'variant'])).toBe(
      'Said variant (colour) of 2 pairs; said variant of 1 pair',
    )
  })

  it('joins what was said of several members at once', () => {
    expect(
      words([1, 5, 'different'], [1, 2, 'same-product'], [1, 3, 'same-product'], [1, 6, 'different']),
    ).toBe('Confirmed 3 listings as the same product; said different of 2 pairs')
  })

  it('says how large a skipped group was', () => {
    expect(describeAction({ kind: 'skip', verdicts: [] }, 1)).toBe('Skipped a group of 1 listing')
    expect(describeAction({ kind: 'skip', verdicts: [] }, 4)).toBe('Skipped a group of 4 listings')
  })
})
