import { describe, expect, it } from 'vitest'
import { PointsIndex } from './points-index.ts'

// A grid of 11 x 11 over -1..1, and point 121 on top of point 60, which is in the middle.
const grid = Array.from({ length: 121 }, (_, n) => [(n % 11) / 5 - 1, Math.floor(n / 11) / 5 - 1]).flat()
const points = new PointsIndex({ places: new Float32Array([...grid, 0, 0]), count: 122 })

describe('PointsIndex', () => {
  it('finds the nearest within reach, and all at its place', () => {
    expect(points.nearest({ x: 0.03, y: -0.02 }, 0.05)).toBe(60)
    expect(points.nearest({ x: 0.1, y: 0.1 }, 0.05)).toBeNull()
    expect(points.atPlaceOf(121)).toEqual([60, 121])
    expect(points.atPlaceOf(0)).toEqual([0])
  })

  it('finds what lies in a shape, not only in its bounds', () => {
    const triangle = [
      { x: -1.1, y: -1.1 },
      { x: 1.1, y: -1.1 },
      { x: -1.1, y: 1.1 },
    ]
    const found = points.inside(triangle)
    expect(found).toContain(0)
    expect(found).not.toContain(120)
    expect(found.every((point) => (grid[point * 2] ?? 0) + (grid[point * 2 + 1] ?? 0) <= 1e-6)).toBe(true)
    expect(points.inside(triangle.slice(0, 2))).toEqual([])
  })
})
