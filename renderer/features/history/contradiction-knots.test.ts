import { describe, expect, it } from 'vitest'
import { knotsOf } from './contradiction-knots.ts'

const line = (itemA: number, itemB: number) => ({
  itemA,
  itemB,
  nameA: String(itemA),
  nameB: String(itemB),
  variantAxis: null,
  relation: 'same-product' as const,
  reviewer: 'Ada',
  decidedAt: '2026-01-01T00:00:00Z',
  words: `${itemA} and ${itemB}`,
})

const because = { reason: 'apart' as const, against: [], size: 2 }

describe('knotsOf', () => {
  it('tells what is to be looked at once for all contradictions that hang together', () => {
    const one = { ...line(1, 2), ...because, knot: 1, lookAgain: [line(2, 3)], exact: true }
    const other = { ...line(1, 3), ...because, knot: 1, lookAgain: [line(2, 3)], exact: true }
    const apart = { ...line(8, 9), ...because, knot: 2, lookAgain: [line(8, 9)], exact: false }
    expect(knotsOf([one, apart, other])).toEqual([
      { id: 1, lookAgain: [line(2, 3)], exact: true, contradictions: [one, other] },
      { id: 2, lookAgain: [line(8, 9)], exact: false, contradictions: [apart] },
    ])
    expect(knotsOf([])).toEqual([])
  })
})
