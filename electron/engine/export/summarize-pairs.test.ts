import { describe, expect, it } from 'vitest'
import { exportSummary, type LabelledPair } from '../../contract/export.ts'
import { summarizePairs } from './summarize-pairs.ts'

function row(relation: LabelledPair['relation'], split: LabelledPair['split']): LabelledPair {
  const texts = {
    id_a: 'a',
    id_b: 'b',
    image_a: '',
    image_b: '',
    sha256_a: '',
    sha256_b: '',
    reviewer: '',
    decided_at: '',
  }
  return { ...texts, relation, same_product: false, score: null, split }
}

describe('summarizePairs', () => {
  it('counts rows by relation and split in the contract’s order, and passes the notes on', () => {
    const rows = [row('different', 'test'), row('variant', 'train'), row('different', 'train')]
    const summary = summarizePairs(rows, ['a note'])
    expect(summary).toEqual({
      rows: 3,
      byRelation: [
        { relation: 'variant', count: 1 },
        { relation: 'different', count: 2 },
      ],
      bySplit: [
        { split: 'train', count: 2 },
        { split: 'test', count: 1 },
      ],
      notes: ['a note'],
    })
    expect(exportSummary.parse(summary)).toEqual(summary)
  })

  it('has nothing to count in no rows', () => {
    expect(summarizePairs([], [])).toEqual({ rows: 0, byRelation: [], bySplit: [], notes: [] })
  })
})
