import { expect, it } from 'vitest'
import { learnWhitening } from './whitening.ts'

it('gives the cosines of a whitening by eigenvectors, as NumPy 2.4.6 computes it', () => {
  const rows = [
    [1, 0, 0],
    [0.8, 0.6, 0],
    [0.6, 0, 0.8],
    [0, 1, 0],
    [0, 0.6, 0.8],
    [0.36, 0.48, 0.8],
  ]
  const whitening = learnWhitening(Float32Array.from(rows.flat()), 3)
  const [first = new Float32Array(), ...others] = rows.map((row) => whitening.apply(Float32Array.from(row)))
  const cosines = others.map((other) => other.reduce((sum, value, at) => sum + value * (first[at] ?? 0), 0))
  const expected = [0.205064, 0.224627, -0.280599, -0.791979, -0.710963]
  expected.forEach((value, at) => expect(cosines[at]).toBeCloseTo(value, 5))
})
