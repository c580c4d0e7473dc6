import { describe, expect, it } from 'vitest'
import type { LabelledPair } from '../../contract/export.ts'
import { tripletRows } from './triplet-rows.ts'

function pair(a: string, b: string, changes: Partial<LabelledPair> = {}): LabelledPair {
  return {
    id_a: a,
    id_b: b,
    image_a: `${a}.jpg`,
    image_b: `${b}.jpg`,
    sha256_a: `hash ${a}`,
    sha256_b: `hash ${b}`,
    relation: 'same-product',
    same_product: true,
    score: 0.9,
    reviewer: 'Ada',
    decided_at: '2026-01-01T00:00:00Z',
    split: 'train',
    relation_name: '',
    ...changes,
  }
}
const apart = (a: string, b: string, score: number | null): LabelledPair =>
  pair(a, b, { relation: 'different', same_product: false, score })

describe('tripletRows', () => {
  it('takes each pair from both of its sides, with what is known to be another product, hardest first', () => {
    const { rows, notes } = tripletRows([
      pair('a', 'b'),
      apart('a', 'x', 0.2),
      apart('a', 'y', 0.8),
      apart('a', 'z', null),
      apart('b', 'x', 0.3),
    ])
    expect(rows.map(({ anchor, positive, negative }) => `${anchor} ${positive} ${negative}`)).toEqual([
      'a b y',
      'a b x',
      'a b z',
      'b a x',
    ])
    expect(rows[0]).toMatchObject({
      image_anchor: 'a.jpg',
      image_positive: 'b.jpg',
      image_negative: 'y.jpg',
      sha256_negative: 'hash y',
      relation_negative: 'different',
      score_negative: 0.8,
      split: 'train',
    })
    expect(notes).toEqual([])
  })

  it('takes at most ten negatives of a pair and counts the pairs that have none', () => {
    const many = Array.from({ length: 15 }, (_, n) => apart('a', `x${n}`, n / 15))
    const { rows, notes } = tripletRows([pair('a', 'b'), pair('c', 'd'), ...many])
    expect(rows).toHaveLength(10)
    expect(rows[0]).toMatchObject({ anchor: 'a', negative: 'x14' })
    expect(notes).toMatchObject([{ kind: 'pairs-without-negative', count: 1 }])
  })

  it('gives the same rows in whatever order pairs come', () => {
    const pairs = [pair('a', 'b'), pair('a', 'c'), apart('a', 'x', 0.5), apart('b', 'x', 0.5)]
    expect(tripletRows(pairs.toReversed())).toEqual(tripletRows(pairs))
  })
})
