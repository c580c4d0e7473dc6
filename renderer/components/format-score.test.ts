import { describe, expect, it } from 'vitest'
import { formatScore, scoreInWords } from './format-score.ts'

describe('formatScore', () => {
  it('never rounds an uncertain score to certainty', () => {
    expect([0, 0.002, 0.4949, 0.93, 0.9951, 1].map(formatScore)).toEqual([
      '0.00',
      '< 0.01',
      '0.49',
      '0.93',
      '> 0.99',
      '1.00',
    ])
  })

  it('says the same with words that grow surer with the score', () => {
    const words = [0.1, 0.3, 0.6, 0.8, 0.97].map(scoreInWords)
    expect(new Set(words).size).toBe(5)
    expect(scoreInWords(0.97)).toMatch(/certainly the same/)
  })
})
