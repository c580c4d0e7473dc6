import { describe, expect, it } from 'vitest'
import type { Relation } from '../../contract/relations.ts'
import { directVerdict, type DirectVerdict } from './direct-verdict.ts'
import { settle } from './settle.ts'
import { wouldExceed } from './would-exceed.ts'

function said(...given: readonly (readonly [number, number, Relation])[]): DirectVerdict[] {
  return given.map(([itemA, itemB, relation], place) =>
    directVerdict({
      id: place + 1,
      actionId: place + 1,
      kind: 'verdict',
      itemA,
      itemB,
      relation,
      variantAxis: null,
      reviewer: 'Ada',
      at: '2026-01-01T00:00:00.000Z',
      targetActionId: null,
    }),
  )
}

const twoBlocksOfTwo = settle(said([1, 2, 'same-product'], [3, 4, 'same-product']))

describe('wouldExceed', () => {
  it('gives the size that a verdict would lead to when that is above the limit', () => {
    const proposed = [{ itemA: 2, itemB: 3, relation: 'same-product' as const }]
    expect(wouldExceed(twoBlocksOfTwo, proposed, 3)).toBe(4)
    expect(wouldExceed(twoBlocksOfTwo, proposed, 4)).toBeNull()
  })

  it('adds up the verdicts of one action', () => {
    const proposed = [
      { itemA: 4, itemB: 5, relation: 'same-product' as const },
      { itemA: 5, itemB: 6, relation: 'same-image' as const },
    ]
    expect(wouldExceed(twoBlocksOfTwo, proposed, 3)).toBe(4)
  })

  it('does not count an item that the same action takes out of the block', () => {
    const proposed = [
      { itemA: 1, itemB: 2, relation: 'different' as const },
      { itemA: 2, itemB: 3, relation: 'same-product' as const },
    ]
    expect(wouldExceed(twoBlocksOfTwo, proposed, 3)).toBeNull()
  })

  it('never refuses verdicts that unite nothing', () => {
    expect(wouldExceed(twoBlocksOfTwo, [{ itemA: 1, itemB: 3, relation: 'different' }], 1)).toBeNull()
  })

  it('does not refuse because of a verdict that was set aside as too large', () => {
    const verdicts = said(
      [2, 3, 'same-product'],
      [1, 2, 'same-product'],
      [3, 4, 'same-product'],
      [5, 6, 'same-product'],
    )
    const settlement = settle(verdicts, 3)
    expect(settlement.contradictions).toHaveLength(1)
    const proposed = [
      { itemA: 1, itemB: 2, relation: 'different' as const },
      { itemA: 2, itemB: 5, relation: 'same-product' as const },
    ]
    expect(wouldExceed(settlement, proposed, 3)).toBeNull()
  })
})
