import { describe, expect, it } from 'vitest'
import { across, curveLine, PLOT, sampledPoints, up } from './chart-geometry.ts'

describe('chart geometry', () => {
  it('puts nothing at the lower left and everything at the upper right', () => {
    expect([across(0), up(0)]).toEqual([PLOT.left, PLOT.top + PLOT.height])
    expect([across(1), up(1)]).toEqual([PLOT.left + PLOT.width, PLOT.top])
  })

  it('draws recall to the right and precision upwards', () => {
    expect(curveLine([{ threshold: 0.5, precision: 1, recall: 0 }])).toBe('46.0,12.0')
  })

  it('takes few points of many, the ends among them', () => {
    const points = Array.from({ length: 200 }, (_, place) => place)
    const few = sampledPoints(points, 11)
    expect([few.length, few[0], few.at(-1)]).toEqual([11, 0, 199])
    expect(sampledPoints([1, 2], 11)).toEqual([1, 2])
  })
})
