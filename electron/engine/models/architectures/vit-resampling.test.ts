import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bicubicMatrix } from './vit-resampling.ts'

const edges = fc.integer({ min: 1, max: 40 })

function rowsOf(matrix: readonly number[], width: number): readonly (readonly number[])[] {
  return Array.from({ length: matrix.length / width }, (_, row) =>
    matrix.slice(row * width, (row + 1) * width),
  )
}

describe('bicubic resizing', () => {
  it('keeps a flat line flat, whatever the sizes', () => {
    fc.assert(
      fc.property(edges, edges, fc.boolean(), (from, to, antialias) => {
        const rows = rowsOf(bicubicMatrix(from, to, antialias), from)
        expect(rows).toHaveLength(to)
        for (const row of rows) expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9)
      }),
    )
  })

  it('changes nothing where the size stays', () => {
    for (const antialias of [false, true]) {
      const matrix = bicubicMatrix(3, 3, antialias)
      matrix.forEach((weight, index) => expect(weight).toBeCloseTo(index % 4 === 0 ? 1 : 0, 9))
    }
  })

  // torch.nn.functional.interpolate of [0, 1, 4, 9, 16], mode='bicubic', PyTorch 2.13
  it.each([
    { to: 3, antialias: false, expected: [0.148149, 4, 14.074071] },
    { to: 3, antialias: true, expected: [0.169231, 4.195349, 13.338459] },
    {
      to: 8,
      antialias: false,
      expected: [-0.092834, 0.187561, 1.176514, 2.619385, 5.44165, 8.471436, 13.395081, 16.649841],
    },
    {
      to: 8,
      antialias: true,
      expected: [-0.071956, 0.243749, 1.128906, 2.847656, 5.347656, 8.628906, 13.488184, 16.503689],
    },
  ])('agrees with PyTorch for $to numbers, antialias $antialias', ({ to, antialias, expected }) => {
    const line = [0, 1, 4, 9, 16]
    const resized = rowsOf(bicubicMatrix(5, to, antialias), 5).map((row) =>
      row.reduce((sum, weight, index) => sum + weight * (line[index] ?? 0), 0),
    )
    resized.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 5))
  })
})
