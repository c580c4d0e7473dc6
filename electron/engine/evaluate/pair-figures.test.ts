import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pairFigures, type LabelledItem } from './pair-figures.ts'

const labelledItem: fc.Arbitrary<LabelledItem> = fc.record({
  label: fc.constantFrom('a', 'b', 'c', 'd'),
  group: fc.option(fc.integer({ min: 1, max: 4 })),
})

/** Every pair looked at one by one. */
function byHand(items: readonly LabelledItem[]): {
  truePairs: number
  foundPairs: number
  correctPairs: number
} {
  const figures = { truePairs: 0, foundPairs: 0, correctPairs: 0 }
  items.forEach((one, n) =>
    items.slice(n + 1).forEach((other) => {
      const isTrue = one.label === other.label
      const isFound = one.group !== null && one.group === other.group
      if (isTrue) figures.truePairs += 1
      if (isFound) figures.foundPairs += 1
      if (isTrue && isFound) figures.correctPairs += 1
    }),
  )
  return figures
}

describe('pairFigures', () => {
  it('counts the same pairs as looking at every pair', () => {
    fc.assert(
      fc.property(fc.array(labelledItem, { maxLength: 40 }), (items) => {
        expect(pairFigures(items)).toMatchObject(byHand(items))
      }),
    )
  })

  it('gives 1 for the truth itself and no figure where there is nothing to divide by', () => {
    const truth = [
      { label: 'a', group: 1 },
      { label: 'a', group: 1 },
      { label: 'b', group: 2 },
      { label: 'b', group: 2 },
    ]
    expect(pairFigures(truth)).toMatchObject({ precision: 1, recall: 1, f1: 1 })
    expect(pairFigures([])).toMatchObject({ precision: null, recall: null, f1: null })
    expect(pairFigures([{ label: 'a', group: null }])).toMatchObject({
      labelledItems: 1,
      truePairs: 0,
      recall: null,
    })
  })
})
