import { describe, expect, it } from 'vitest'
import { coverageInWords, formatShare, truthInWords } from './evaluate-words.ts'
import { makeReport } from './make-report.test-data.ts'

describe('words of an evaluation', () => {
  it('says how much of the catalogue is known', () => {
    expect(
      coverageInWords(makeReport({ items: 1200, labelledItems: 1000, products: 300, truePairs: 1 })),
    ).toBe('1,000 of 1,200 items are known to be of 300 products, which makes 1 true pair.')
    expect(coverageInWords(makeReport({ items: 2, labelledItems: 2, products: 1, truePairs: 1 }))).toBe(
      'All 2 items are known to be of 1 product, which makes 1 true pair.',
    )
  })

  it('names a table by its file and split', () => {
    expect(truthInWords({ kind: 'label-group' })).toBe('the column label_group')
    expect(truthInWords({ kind: 'pairs', path: 'C:\\data\\pairs.csv', split: null })).toBe('pairs.csv')
    expect(truthInWords({ kind: 'pairs', path: '/data/pairs.csv', split: 'test' })).toBe(
      'pairs.csv, split test',
    )
  })

  it('shows a figure that is not defined as such', () => {
    expect([formatShare(null), formatShare(0.98765)]).toEqual(['–', '0.988'])
  })
})
