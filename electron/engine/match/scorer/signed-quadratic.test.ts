import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { solveSignedQuadratic } from './signed-quadratic.ts'

const SIZE = 3
const number = fc.double({ min: -3, max: 3, noNaN: true })

/** M'M + 1/2 I: symmetric and positive definite. */
function positiveDefinite(entries: readonly number[]): Float64Array {
  return Float64Array.from({ length: SIZE * SIZE }, (_, cell) => {
    const [row, column] = [Math.floor(cell / SIZE), cell % SIZE]
    let sum = row === column ? 0.5 : 0
    for (let k = 0; k < SIZE; k += 1)
      sum += (entries[k * SIZE + row] ?? 0) * (entries[k * SIZE + column] ?? 0)
    return sum
  })
}

describe('solveSignedQuadratic', () => {
  it('solves a system of equations where no sign is asked for', () => {
    // 2x + y = 3, x + 3y = 5 has the solution (0.8, 1.4).
    const solved = solveSignedQuadratic(
      Float64Array.of(2, 1, 1, 3),
      Float64Array.of(-3, -5),
      new Float64Array(2),
      [0, 0],
    )
    expect(solved[0]).toBeCloseTo(0.8, 8)
    expect(solved[1]).toBeCloseTo(1.4, 8)
  })

  it('ends where no allowed move goes further down', () => {
    fc.assert(
      fc.property(
        fc.array(number, { minLength: SIZE * SIZE, maxLength: SIZE * SIZE }),
        fc.array(number, { minLength: SIZE, maxLength: SIZE }),
        fc.array(fc.constantFrom(-1, 0, 1), { minLength: SIZE, maxLength: SIZE }),
        (entries, slopes, signs) => {
          const curvature = positiveDefinite(entries)
          const point = solveSignedQuadratic(
            curvature,
            Float64Array.from(slopes),
            new Float64Array(SIZE),
            signs,
          )
          signs.forEach((sign, place) => {
            const value = point[place] ?? Number.NaN
            const slope = point.reduce(
              (sum, part, other) => sum + part * (curvature[place * SIZE + other] ?? 0),
              slopes[place] ?? 0,
            )
            expect(value * sign).toBeGreaterThanOrEqual(0)
            if (value !== 0 || sign === 0) expect(slope).toBeCloseTo(0, 5)
            else expect(slope * sign).toBeGreaterThanOrEqual(-1e-6)
          })
        },
      ),
    )
  })
})
