import { describe, expect, it } from 'vitest'
import { areaUnderRoc, Ranking } from './ranking.ts'

describe('a ranking', () => {
  const right = new Set([1, 4, 5, 7])
  const ranking = new Ranking(Float64Array.of(0.1, 0.2, 0.2, 0.3, 0.3, 0.3, 0.5, 0.9), (place) =>
    right.has(place),
  )

  it('has the average precision of scikit-learn 1.9.1, average_precision_score, with ties', () => {
    expect(ranking.averagePrecision()).toBeCloseTo(0.4583333333333333, 12)
  })

  it('leaves the order of ties to chance', () => {
    expect(ranking.hitAt(1)).toBe(0)
    expect(ranking.hitAt(2)).toBeCloseTo(1 / 2, 12)
    expect(ranking.hitAt(3)).toBe(1)
    const tied = new Ranking(Float64Array.of(0.5, 0.5, 0.5, 0.5), (place) => place < 2)
    // Neither of two draws from four is one of the two: 2/4 * 1/3.
    expect(tied.hitAt(2)).toBeCloseTo(1 - 1 / 6, 12)
    expect(tied.hitAt(3)).toBe(1)
  })

  it('takes no part of what has no distance', () => {
    const without = new Ranking(Float64Array.of(Number.NaN, 0.2, 0.4), (place) => place !== 1)
    expect([without.right, without.hitAt(1), without.hitAt(2)]).toEqual([1, 0, 1])
    expect(without.averagePrecision()).toBe(1 / 2)
  })
})

describe('the area under the ROC curve', () => {
  it('is that of scikit-learn 1.9.1, roc_auc_score, with ties', () => {
    const area = areaUnderRoc([0.1, 0.2, 0.2, 0.35, 0.6], [0.2, 0.3, 0.35, 0.5, 0.7, 0.9])
    expect(area).toBeCloseTo(0.75, 12)
  })

  it('is a half where nothing tells them apart, and 1 where all does', () => {
    expect(areaUnderRoc([0.5, 0.5], [0.5])).toBe(0.5)
    expect(areaUnderRoc([0.1, 0.2], [0.3])).toBe(1)
  })
})
