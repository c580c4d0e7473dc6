import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planMerging, planWindows, relativePositionIndex } from './swin-windows.ts'

const grids = fc.record({ rows: fc.integer({ min: 1, max: 12 }), columns: fc.integer({ min: 1, max: 12 }) })

describe('windows', () => {
  it('hold every token once, where scatter says', () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: 1, max: 5 }), fc.nat(4), (grid, window, shift) => {
        const plan = planWindows(grid, window, shift % window)
        const tokens = grid.rows * grid.columns
        expect(plan.gather.filter((token) => token < tokens).sort((a, b) => a - b)).toEqual([
          ...Array(tokens).keys(),
        ])
        expect(plan.scatter.map((place) => plan.gather[place])).toEqual([...Array(tokens).keys()])
        expect(plan.gather).toHaveLength(plan.windows * window * window)
      }),
    )
  })

  it('are padded below and on the right', () => {
    expect(planWindows({ rows: 2, columns: 3 }, 2, 0)).toEqual({
      windows: 2,
      gather: [0, 1, 3, 4, 2, 6, 5, 6],
      scatter: [0, 1, 4, 2, 3, 6],
      regions: null,
    })
  })

  it('are shifted with a region for each piece of the picture', () => {
    // 0 1 2 3      5 6 | 7 4
    // 4 5 6 7  ->  9 10 11 8
    // 8 9 10 11    -----+---
    // 12 ... 15    13 14 15 12
    //              1 2 | 3 0
    expect(planWindows({ rows: 4, columns: 4 }, 2, 1)).toMatchObject({
      gather: [5, 6, 9, 10, 7, 4, 11, 8, 13, 14, 1, 2, 15, 12, 3, 0],
      regions: [0, 0, 0, 0, 1, 2, 1, 2, 3, 3, 6, 6, 4, 5, 7, 8],
    })
  })
})

describe('merging', () => {
  it('takes squares column by column and pads odd edges', () => {
    expect(planMerging({ rows: 2, columns: 3 })).toEqual([0, 3, 1, 4, 2, 5, 6, 6])
  })

  it('takes every token once', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const tokens = grid.rows * grid.columns
        const taken = planMerging(grid).filter((token) => token < tokens)
        expect(taken.sort((a, b) => a - b)).toEqual([...Array(tokens).keys()])
      }),
    )
  })
})

describe('relative positions', () => {
  it('number each pair by how far apart its places are', () => {
    // relative_position_index of a published Swin with window_size 2
    expect(relativePositionIndex(2)).toEqual([4, 3, 1, 0, 5, 4, 2, 1, 7, 6, 4, 3, 8, 7, 5, 4])
  })
})
