import { describe, expect, it } from 'vitest'
import { compareOutputs } from './compare-outputs.ts'

const reference = { a: { data: Float32Array.of(1, 0, 0, 2), dims: [2, 2] } }

describe('comparing outputs', () => {
  it('finds the largest difference and the row that points most elsewhere', () => {
    const ours = { a: { data: Float32Array.of(1, 0, 1, 1), dims: [2, 2] } }
    const difference = compareOutputs(ours, reference)
    expect(difference).toMatchObject({ maxDifference: 1, relative: 0.5 })
    expect(difference?.cosine).toBeCloseTo(Math.SQRT1_2, 6)
  })

  it('finds none between equals, zeros included', () => {
    const zeros = { a: { data: new Float32Array(4), dims: [2, 2] } }
    expect(compareOutputs(reference, reference)).toEqual({ maxDifference: 0, relative: 0, cosine: 1 })
    expect(compareOutputs(zeros, zeros)).toEqual({ maxDifference: 0, relative: 0, cosine: 1 })
  })

  it('refuses what is missing, of another shape, or not a number', () => {
    const { a } = reference
    expect(compareOutputs({ b: a }, reference)).toBeNull()
    expect(compareOutputs({ a: { ...a, dims: [4] } }, reference)).toBeNull()
    expect(compareOutputs({ a: { ...a, data: Float32Array.of(1, Number.NaN, 0, 2) } }, reference)).toBeNull()
  })
})
