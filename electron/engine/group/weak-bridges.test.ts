import { describe, expect, it } from 'vitest'
import { weakBridges } from './weak-bridges.ts'

const nothing = (): boolean => false

describe('weakBridges', () => {
  it('finds the one pair between two clusters, with the smaller part', () => {
    const pairs = [
      { itemA: 1, itemB: 2, score: 0.9 },
      { itemA: 1, itemB: 3, score: 0.9 },
      { itemA: 2, itemB: 3, score: 0.8 },
      { itemA: 3, itemB: 4, score: 0.6 },
    ]
    expect(weakBridges([1, 2, 3, 4], pairs, nothing)).toEqual([{ itemA: 3, itemB: 4, score: 0.6, part: [4] }])
  })

  it('finds none on a ring, and every pair of a star, the weakest first', () => {
    const ring = [1, 2, 3, 4].map((item) => ({ itemA: item, itemB: (item % 4) + 1, score: 0.9 }))
    expect(weakBridges([1, 2, 3, 4], ring, nothing)).toEqual([])
    const star = [
      { itemA: 1, itemB: 2, score: 0.9 },
      { itemA: 1, itemB: 3, score: 0.7 },
    ]
    expect(weakBridges([1, 2, 3], star, nothing).map(({ itemB }) => itemB)).toEqual([3, 2])
  })

  it('takes verdicts for links, and no settled pair for a bridge', () => {
    const star = [
      { itemA: 1, itemB: 2, score: 0.9 },
      { itemA: 1, itemB: 3, score: 0.7 },
    ]
    const together = (a: number, b: number): boolean => a + b === 5
    expect(weakBridges([1, 2, 3], star, together)).toEqual([])
    expect(weakBridges([1, 2], star.slice(0, 1), nothing)).toEqual([])
  })
})
