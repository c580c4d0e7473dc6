import { describe, expect, it } from 'vitest'
import { assessScores } from './assess-scores.ts'

describe('assessScores', () => {
  it('counts pairs at and above one half and measures the gap of every tenth of the scale', () => {
    // By hand: one of two found is true, one of two true is found; the gaps are 0.4 (of 0.6), 0.9, 0.2 and 0.1.
    expect(assessScores([0.6, 0.9, 0.2, 0.1], [true, false, true, false])).toEqual({
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
      calibrationError: expect.closeTo((0.4 + 0.9 + 0.8 + 0.1) / 4, 12),
    })
  })

  it('counts a pair of weight 2 as two pairs', () => {
    expect(assessScores([0.7, 0.3], [true, true], [2, 1])).toEqual(
      assessScores([0.7, 0.7, 0.3], [true, true, true]),
    )
  })

  it('gives 0 rather than nothing where there is nothing to divide by', () => {
    expect(assessScores([], [])).toEqual({ precision: 0, recall: 0, f1: 0, calibrationError: 0 })
  })
})
