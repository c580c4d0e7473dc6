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
    relation_name: '',
  }
  return { ...texts, relation, same_product: false, score: null, split }
}

describe('summarizePairs', () => {
  it('counts rows by relation, the most frequent first, and by split in their order', () => {
    const rows = [row('different', 'test'), row('a-size-up', 'train'), row('different', 'train')]
    const summary = summarizePairs(rows, ({ relation }) => relation)
    expect(summary).toEqual({
      rows: 3,
      byRelation: [
        { relation: 'different', count: 2 },
        { relation: 'a-size-up', count: 1 },
      ],
      bySplit: [
        { split: 'train', count: 2 },
        { split: 'test', count: 1 },
      ],
    })
    expect(exportSummary.parse({ ...summary, notes: [] })).toEqual({ ...summary, notes: [] })
  })

  it('has nothing to count in no rows', () => {
    expect(summarizePairs<LabelledPair>([], ({ relation }) => relation)).toEqual({
      rows: 0,
      byRelation: [],
      bySplit: [],
    })
  })
})
