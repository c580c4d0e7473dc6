import { describe, expect, it } from 'vitest'
import type { Relation } from '../../../contract/relations.ts'
import { settle } from './settle.ts'
import { isTogether, said } from './verdict-log.fixture.ts'
import { wouldExceed, type ProposedVerdict } from './would-exceed.ts'

function says(itemA: number, itemB: number, relation: Relation): ProposedVerdict {
  return { itemA, itemB, relation, together: isTogether(relation) }
}

const twoBlocksOfTwo = settle(said([1, 2, 'same-product'], [3, 4, 'same-product']))

describe('wouldExceed', () => {
  it('gives the size that a verdict would lead to when that is above the limit', () => {
    const proposed = [says(2, 3, 'same-product')]
    expect(wouldExceed(twoBlocksOfTwo, proposed, 3)).toBe(4)
    expect(wouldExceed(twoBlocksOfTwo, proposed, 4)).toBeNull()
  })

  it('adds up the verdicts of one action', () => {
    const proposed = [says(4, 5, 'same-product'), says(5, 6, 'same-image')]
    expect(wouldExceed(twoBlocksOfTwo, proposed, 3)).toBe(4)
  })

  it('does not count an item that the same action takes out of the block', () => {
    const proposed = [says(1, 2, 'different'), says(2, 3, 'same-product')]
    expect(wouldExceed(twoBlocksOfTwo, proposed, 3)).toBeNull()
  })

  it('never refuses verdicts that unite nothing', () => {
    expect(wouldExceed(twoBlocksOfTwo, [says(1, 3, 'different')], 1)).toBeNull()
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
    const proposed = [says(1, 2, 'different'), says(2, 5, 'same-product')]
    expect(wouldExceed(settlement, proposed, 3)).toBeNull()
  })
})
