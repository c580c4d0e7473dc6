import { describe, expect, it } from 'vitest'
import { filterOf, noChoice } from './group-choice.ts'

describe('filterOf', () => {
  it('asks for nothing when nothing is chosen', () => {
    expect(filterOf(noChoice())).toEqual({})
    expect(filterOf({ ...noChoice(), text: '   ' })).toEqual({})
  })

  it('asks for each part that is chosen', () => {
    expect(filterOf({ state: 'open', text: ' red mug ', category: 'Mugs', scorePercent: [40, 90] })).toEqual({
      state: 'open',
      text: 'red mug',
      category: 'Mugs',
      minimumScore: 0.4,
      maximumScore: 0.9,
    })
  })
})
