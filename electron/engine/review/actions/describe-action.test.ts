import { describe, expect, it } from 'vitest'
import type { Relation } from '../../../contract/relations.ts'
import { describeAction, type DescribedAction } from './describe-action.ts'
import { isTogether, PLAIN_NAMES } from '../settlement/verdict-log.fixture.ts'

const NAMES = {
  ...PLAIN_NAMES,
  relation: (id: string) => (id === 'spare-part' ? 'Spare part' : PLAIN_NAMES.relation(id)),
}

function did(kind: DescribedAction['kind'], parts: Partial<DescribedAction> = {}): string {
  return describeAction({ kind, shown: [1, 2, 3, 4], text: '', verdicts: [], ...parts }, NAMES)
}

function words(...given: readonly (readonly [number, number, Relation, string?])[]): string {
  const verdicts = given.map(([itemA, itemB, relation, axis]) => ({
    itemA,
    itemB,
    relation,
    together: isTogether(relation),
    variantAxis: axis ?? null,
  }))
  return describeAction({ kind: 'verdict', shown: [1, 2], text: '', verdicts }, NAMES)
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
    expect(did('skip', { shown: [1] })).toBe('Skipped a group of 1 listing')
    expect(did('skip')).toBe('Skipped a group of 4 listings')
    expect(did('come-back')).toBe('Brought back a group of 4 listings')
  })

  it('calls relations as curators do', () => {
    expect(words([1, 2, 'spare-part'])).toBe('Said Spare part of 1 pair')
  })

  it('says what became of a group', () => {
    const colour = { itemA: 1, itemB: 2, relation: 'variant', together: false, variantAxis: 'colour' }
    expect(did('split', { part: [1] })).toBe('Split in two: 1 and 3 listings')
    expect(did('split', { part: [1], verdicts: [colour] })).toBe(
      'Split in two: 1 and 3 listings, variant (colour)',
    )
    expect(did('drop')).toBe('Took 1 listing out of a group of 4 listings')
    expect(did('move', { part: [1, 2] })).toBe('Moved 2 of 4 listings to another group')
    expect(did('move', { part: [1, 2, 3, 4] })).toBe('Joined a group of 4 listings with another')
    expect(did('representative')).toBe('Chose the listing that stands for a group of 4 listings')
    expect(did('confirm')).toBe('Said nothing new of a group of 4 listings')
  })

  it('quotes what was noted and asked', () => {
    expect(did('note', { text: 'no box' })).toBe('Noted: no box')
    expect(did('note', { text: 'no box', replaces: 3 })).toBe('Changed a note: no box')
    expect(did('note', { replaces: 3 })).toBe('Took a note away from a group of 4 listings')
    expect(did('flag', { text: 'old logo?' })).toBe('Asked a colleague: old logo?')
    expect(did('flag')).toBe('Asked a colleague about a group of 4 listings')
    expect(did('unflag')).toBe('Cleared the question about a group of 4 listings')
  })
})
