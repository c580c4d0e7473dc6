import { describe, expect, it } from 'vitest'
import { splitFigures } from './split-figures.ts'

describe('splitFigures', () => {
  it('lays out what was measured alike on several sets, and leaves the others as they are', () => {
    expect(
      splitFigures({
        'F1 at 0.5': 0.9,
        'sample: recall at 0.5': 0.98,
        'sample: F1 at 0.5': 0.99,
        'shop: F1 at 0.5': 0.84,
      }),
    ).toEqual({
      measures: ['recall at 0.5', 'F1 at 0.5'],
      sets: [
        { name: 'sample', values: [0.98, 0.99] },
        { name: 'shop', values: [undefined, 0.84] },
      ],
      others: [['F1 at 0.5', 0.9]],
    })
  })
})
