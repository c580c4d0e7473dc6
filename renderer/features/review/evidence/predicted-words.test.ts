import { describe, expect, it } from 'vitest'
import { predictedCategory, predictedInWords } from './predicted-words.ts'

const sure = [
  { name: 'Green tea', probability: 0.83 },
  { name: 'Black tea', probability: 0.09 },
]

describe('predicted words', () => {
  it('lists what an item is taken for, likeliest first', () => {
    expect(predictedInWords(sure)).toBe('Green tea 83%, Black tea 9%')
    expect(predictedCategory(sure)).toBe('Green tea')
  })

  it('takes “Others” in front for not sure', () => {
    const unsure = [{ name: 'Others', probability: 0.41 }, ...sure]
    expect(predictedInWords(unsure)).toBe('not sure (Others 41%): Green tea 83%, Black tea 9%')
    expect(predictedCategory(unsure)).toBeNull()
  })

  it('says nothing without a prediction', () => {
    expect(predictedInWords([])).toBeNull()
    expect(predictedCategory([])).toBeNull()
  })
})
