import { describe, expect, it } from 'vitest'
import { parseThresholds } from './parse-thresholds.ts'

describe('parseThresholds', () => {
  it('takes numbers parted by commas or spaces', () => {
    expect(parseThresholds(' 0.3, 0.5;0.7 1', 1)).toEqual({ values: [0.3, 0.5, 0.7, 1] })
    expect(parseThresholds('', 1)).toEqual({ values: [] })
  })

  it('says which is none or out of range', () => {
    expect(parseThresholds('0.3, high', 1)).toEqual({
      problem: 'Expected numbers from 0 to 1, parted by commas, but found “high”.',
    })
    expect(parseThresholds('0.3, 1.5', 1)).toEqual({
      problem: 'Expected numbers from 0 to 1, parted by commas, but found “1.5”.',
    })
    expect(parseThresholds('-1', 64)).toHaveProperty('problem')
  })

  it('takes no more than fit into one table', () => {
    expect(parseThresholds('0.1 '.repeat(51), 1)).toEqual({
      problem: 'Expected at most 50 thresholds but found 51.',
    })
  })
})
