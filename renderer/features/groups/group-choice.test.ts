import { describe, expect, it } from 'vitest'
import { asksTheSame, choiceOf, filterOf, noChoice, type GroupChoice } from './group-choice.ts'

const choice: GroupChoice = {
  state: 'open',
  text: ' red mug ',
  category: 'Mugs',
  scorePercent: [40, 90],
  sizes: [3, 12],
  marks: ['flagged', 'news'],
  relation: 'variant',
}

describe('filterOf', () => {
  it('asks for nothing when nothing is chosen', () => {
    expect(filterOf(noChoice())).toEqual({})
    expect(filterOf({ ...noChoice(), text: '   ', sizes: [2, null] })).toEqual({})
  })

  it('asks for each part that is chosen', () => {
    expect(filterOf(choice)).toEqual({
      state: 'open',
      text: 'red mug',
      category: 'Mugs',
      minimumScore: 0.4,
      maximumScore: 0.9,
      minimumSize: 3,
      maximumSize: 12,
      flagged: true,
      news: true,
      relation: 'variant',
    })
  })

  it('never asks for groups smaller than a pair, which the engine refuses', () => {
    expect(filterOf({ ...noChoice(), sizes: [0, 1] })).toEqual({ maximumSize: 2 })
  })
})

describe('choiceOf', () => {
  it('shows a saved filter so that the same is asked again', () => {
    expect(filterOf(choiceOf(filterOf(choice)))).toEqual(filterOf(choice))
    expect(choiceOf({})).toEqual(noChoice())
  })
})

describe('asksTheSame', () => {
  it('knows a filter again by what it asks for', () => {
    expect(asksTheSame({ state: 'open', news: true }, { news: true, state: 'open' })).toBe(true)
    expect(asksTheSame({ flagged: false }, {})).toBe(true)
    expect(asksTheSame({ state: 'open' }, {})).toBe(false)
  })
})
