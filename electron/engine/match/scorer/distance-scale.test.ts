import { describe, expect, it } from 'vitest'
import { distanceScale, unrelatedDistance } from './distance-scale.ts'

describe('the distance of the unrelated', () => {
  it('is 1 for directions that have nothing to do with each other', () => {
    const rows = 64
    const vectors = new Float32Array(rows * rows)
    for (let row = 0; row < rows; row += 1) vectors[row * rows + row] = 1
    expect(unrelatedDistance(vectors, rows, [...Array(rows).keys()])).toBe(1)
  })

  it('is small for an encoder whose vectors all point one way', () => {
    const rows = 64
    const vectors = Float32Array.from({ length: rows * 2 }, (_, n) =>
      n % 2 === 0 ? Math.cos(n / 400) : Math.sin((n - 1) / 400),
    )
    expect(unrelatedDistance(vectors, 2, [...Array(rows).keys()])).toBeLessThan(0.05)
  })

  it('is not known of a few pictures', () => {
    expect(unrelatedDistance(new Float32Array(20), 2, [0, 1, 2])).toBeNull()
  })

  it('is the same each time', () => {
    const vectors = Float32Array.from({ length: 400 }, (_, n) => Math.sin(n * n))
    const rows = [...Array(100).keys()]
    expect(unrelatedDistance(vectors, 4, rows)).toBe(unrelatedDistance(vectors, 4, rows))
  })
})

describe('the scale of distances', () => {
  const reference = { sameUpTo: 0.08, unrelated: 1 }
  it("puts what the makers call the same on the scorer's own", () => {
    expect(distanceScale({ sameUpTo: 0.3, unrelated: 0.5 }, reference)).toBeCloseTo(0.08 / 0.3, 12)
  })

  it('goes by the unrelated where the makers say nothing', () => {
    expect(distanceScale({ sameUpTo: null, unrelated: 0.5 }, reference)).toBe(2)
  })

  it('leaves distances as they are where nothing is known', () => {
    expect(distanceScale({ sameUpTo: null, unrelated: null }, reference)).toBe(1)
  })
})
