import { describe, expect, it } from 'vitest'
import { likeliestClasses } from './likeliest-classes.ts'

const rule = { classes: ['tea', 'coffee', 'soap', 'juice'], top: 3, threshold: 0.7, otherName: 'Others' }

describe('the likeliest classes', () => {
  it('are the best three by softmax', () => {
    // e^5 / (e^5 + e^1 + e^0 + e^2), computed by hand
    const { best, named } = likeliestClasses(Float32Array.of(5, 1, 0, 2), rule)
    expect(best).toBe('tea')
    expect(named.map(({ name }) => name)).toEqual(['tea', 'juice', 'coffee'])
    expect(named[0]?.probability).toBeCloseTo(0.9304, 4)
  })

  it('come after "Others" with the rest of the probability when none is above the threshold', () => {
    const { best, named } = likeliestClasses(Float32Array.of(1, 1, 0, 0), rule)
    expect(best).toBeNull()
    expect(named.map(({ name }) => name)).toEqual(['Others', 'tea', 'coffee', 'soap'])
    expect((named[0]?.probability ?? 0) + (named[1]?.probability ?? 0)).toBeCloseTo(1, 12)
  })

  it('stay numbers when the logits are huge', () => {
    const { named } = likeliestClasses(Float32Array.of(1e30, -1e30, 0, 0), rule)
    expect(named[0]).toEqual({ name: 'tea', probability: 1 })
  })

  it('are refused for another number of logits', () => {
    expect(() => likeliestClasses(Float32Array.of(1), rule)).toThrow('Expected 4 logits but received 1')
  })
})
