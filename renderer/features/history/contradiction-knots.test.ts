import { describe, expect, it } from 'vitest'
import { knotsOf } from './contradiction-knots.ts'

const line = (itemA: number, itemB: number) => ({
  itemA,
  itemB,
  relation: 'same-product' as const,
  reviewer: 'Ada',
  decidedAt: '2026-01-01T00:00:00Z',
  words: `${itemA} and ${itemB}`,
})

describe('knotsOf', () => {
  it('tells what is to be looked at once for all contradictions that hang together', () => {
    const one = { ...line(1, 2), knot: 1, lookAgain: [line(2, 3)], exact: true }
    const other = { ...line(1, 3), knot: 1, lookAgain: [line(2, 3)], exact: true }
    const apart = { ...line(8, 9), knot: 2, lookAgain: [line(8, 9)], exact: false }
    expect(knotsOf([one, apart, other])).toEqual([
      { id: 1, lookAgain: [line(2, 3)], exact: true, words: ['1 and 2', '1 and 3'] },
      { id: 2, lookAgain: [line(8, 9)], exact: false, words: ['8 and 9'] },
    ])
    expect(knotsOf([])).toEqual([])
  })
})
