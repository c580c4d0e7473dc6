import { describe, expect, it } from 'vitest'
import { fitLogistic, ridge } from './logistic-regression.ts'
import { randomFor } from '../../sample/random.ts'

function drawFrom(seed: number): () => number {
  const random = randomFor(seed, 'logistic regression')
  return () => random.between(0, 1)
}

/** Labels drawn with the probability 1 / (1 + exp(-(-1 + 2 x - 3 y))). */
function drawExamples(count: number) {
  const random = drawFrom(5)
  const values = Float64Array.from({ length: count * 2 }, () => random() * 2)
  const labels = Uint8Array.from({ length: count }, (_, row) => {
    const logOdds = -1 + 2 * (values[row * 2] ?? 0) - 3 * (values[row * 2 + 1] ?? 0)
    return random() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0
  })
  return { values, labels, weights: new Float64Array(count).fill(1) }
}

describe('fitLogistic', () => {
  it('finds the weights that the labels were drawn with', () => {
    const { intercept, weights } = fitLogistic(drawExamples(40_000), [1, -1], ridge(2, 1e-6))
    expect(intercept).toBeCloseTo(-1, 0)
    expect(weights[0]).toBeCloseTo(2, 0)
    expect(weights[1]).toBeCloseTo(-3, 0)
  })

  it('leaves a weight at 0 rather than give it the wrong sign', () => {
    const { weights } = fitLogistic(drawExamples(2_000), [-1, -1], ridge(2, 1))
    expect(weights[0]).toBe(0)
    expect(weights[1]).toBeLessThan(-1)
  })

  it('pulls weights towards 0 by its penalty', () => {
    const free = fitLogistic(drawExamples(2_000), [0, 0], ridge(2, 1e-6))
    const held = fitLogistic(drawExamples(2_000), [0, 0], ridge(2, 1_000))
    expect(Math.hypot(...held.weights)).toBeLessThan(Math.hypot(...free.weights) / 2)
  })

  it('stays at the centre of its prior where the examples say little', () => {
    const prior = { centre: Float64Array.of(-1, 5, -7), penalties: new Float64Array(3).fill(1e6) }
    const { intercept, weights } = fitLogistic(drawExamples(50), [1, -1], prior)
    expect(intercept).toBeCloseTo(-1, 2)
    expect([...weights].map((weight) => Math.round(weight))).toEqual([5, -7])
  })

  it('counts an example of weight 2 as two examples', () => {
    const once = drawExamples(500)
    const doubled = { ...once, weights: new Float64Array(500).fill(2) }
    const twice = {
      values: Float64Array.from([...once.values, ...once.values]),
      labels: Uint8Array.from([...once.labels, ...once.labels]),
      weights: new Float64Array(1_000).fill(1),
    }
    const [a, b] = [fitLogistic(doubled, [0, 0], ridge(2, 1)), fitLogistic(twice, [0, 0], ridge(2, 1))]
    expect(a.weights[0]).toBeCloseTo(b.weights[0] ?? Number.NaN, 6)
    expect(a.intercept).toBeCloseTo(b.intercept, 6)
  })

  it('settles on correlated features, whatever their signs, in a few steps', () => {
    const random = drawFrom(8)
    const rows = Array.from({ length: 2_000 }, () => {
      const distance = random()
      return {
        values: [0.1, 0.25, 0.5, 1].map((limit) => Math.max(0, limit - distance) / limit),
        label: random() < 1 / (1 + Math.exp(8 * distance - 3)) ? 1 : 0,
      }
    })
    const { weights, steps } = fitLogistic(
      {
        values: Float64Array.from(rows.flatMap(({ values }) => values)),
        labels: Uint8Array.from(rows, ({ label }) => label),
        weights: new Float64Array(rows.length).fill(1),
      },
      [1, 1, 1, 1],
      ridge(4, 1),
    )
    expect(steps).toBeLessThan(30)
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...weights)).toBeGreaterThan(1)
  })

  it('refuses to give weights that have not settled', () => {
    const nonsense = {
      values: Float64Array.of(Number.NaN),
      labels: Uint8Array.of(1),
      weights: Float64Array.of(1),
    }
    expect(() => fitLogistic(nonsense, [0], ridge(1, 1))).toThrow('Expected the weights to settle')
  })
})
