import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barHeight, countTicks, ROW } from './bar-geometry.ts'

describe('bars', () => {
  it('reach from the lower edge to the upper', () => {
    expect(barHeight(0, 500)).toBe(0)
    expect(barHeight(500, 500)).toBe(ROW.height)
  })

  it('show a few beside very many', () => {
    expect(barHeight(30, 100_000)).toBeGreaterThan(1)
  })

  it('have round ticks within the row, rising', () => {
    expect(countTicks(12_345).map(({ value }) => value)).toEqual([0, 3000, 12_000])
    expect(countTicks(0).map(({ value }) => value)).toEqual([0, 1])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (most) => {
        const ticks = countTicks(most)
        const values = ticks.map(({ value }) => value)
        expect(values).toEqual([...new Set(values)].toSorted((a, b) => a - b))
        for (const { y } of ticks) expect(y).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
