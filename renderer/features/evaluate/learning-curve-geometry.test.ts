import { describe, expect, it } from 'vitest'
import { CURVE_PLOT, curvePoints, curveScale } from './learning-curve-geometry.ts'

const at = (verdicts: number, f1: number) => ({ verdicts, f1, precision: f1, recall: f1 })

describe('curveScale', () => {
  it('begins at the tenth below the lowest F1 and ends at the most verdicts', () => {
    const points = [at(0, 0.83), at(200, 0.97)]
    const scale = curveScale([{ points }])
    expect(scale.f1Ticks).toEqual([1, 0.9, 0.8])
    expect(scale.verdictTicks).toEqual([0, 50, 100, 150, 200])
    expect(scale.up(0.8)).toBeCloseTo(CURVE_PLOT.top + CURVE_PLOT.height)
    expect(scale.across(200)).toBe(CURVE_PLOT.left + CURVE_PLOT.width)
    expect(curvePoints(points, scale).split(' ')).toHaveLength(2)
  })

  it('draws a curve of nothing but perfect groups, and of one verdict', () => {
    const scale = curveScale([{ points: [at(0, 1), at(1, 1)] }])
    expect(scale.f1Ticks).toEqual([1, 0.9])
    expect(scale.verdictTicks).toEqual([0, 1])
    expect(curveScale([{ points: [] }]).verdictTicks).toEqual([0, 1])
  })

  it('has every second tenth where the curve begins low', () => {
    expect(curveScale([{ points: [at(0, 0.31), at(1000, 0.9)] }]).f1Ticks).toEqual([1, 0.8, 0.6, 0.4])
  })
})
