import { describe, expect, it } from 'vitest'
import { chooseExamples } from './choose-examples.ts'
import { compareGroupings } from './compare-groupings.ts'

const before = [
  [1, 2],
  [3, 4, 5],
  [6, 7],
  [8, 9],
  [20, 21],
]
const after = [[1], [3, 4], [6, 7, 8, 9], [10, 11], [20, 21]].filter((members) => members.length > 1)

describe('the examples of a rehearsal', () => {
  it('are of every kind, with the members as they lie together before and after', () => {
    const examples = chooseExamples(before, after, compareGroupings(before, after), 10)
    expect(examples).toEqual([
      { kind: 'split', items: [3, 4, 5], before: [[3, 4, 5]], after: [[3, 4], [5]] },
      {
        kind: 'merged',
        items: [6, 7, 8, 9],
        before: [
          [6, 7],
          [8, 9],
        ],
        after: [[6, 7, 8, 9]],
      },
      { kind: 'vanished', items: [1, 2], before: [[1, 2]], after: [[1], [2]] },
      { kind: 'appeared', items: [10, 11], before: [[10], [11]], after: [[10, 11]] },
    ])
  })

  it('are as many as asked for, larger groups first, the kinds in turns', () => {
    const groups = Array.from({ length: 30 }, (_, n) => [
      100 * n,
      100 * n + 1,
      ...(n === 7 ? [100 * n + 2] : []),
    ])
    const examples = chooseExamples(groups, [], compareGroupings(groups, []), 10)
    expect(examples.length).toBe(10)
    expect(examples[0]?.items).toEqual([700, 701, 702])
    expect(examples[1]?.items).toEqual([0, 1])
  })
})
