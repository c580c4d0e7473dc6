import { describe, expect, it } from 'vitest'
import { countContradicted } from './contradicted-verdicts.ts'

const pairs = { a: [1, 1, 3], b: [2, 3, 4], score: [0.9, 0.4, 0.7] }
const says = (
  itemA: number,
  itemB: number,
  relation: 'same-product' | 'same-image' | 'variant' | 'different',
) => ({
  itemA,
  itemB,
  together: relation.startsWith('same'),
})

describe('verdicts that scores contradict', () => {
  it('are the same product below the threshold and anything else at or above it', () => {
    const verdicts = [says(1, 2, 'same-product'), says(3, 1, 'same-image'), says(3, 4, 'variant')]
    expect(countContradicted(verdicts, pairs, 0.5)).toBe(2)
    expect(countContradicted(verdicts, pairs, 0.4)).toBe(1)
    expect(countContradicted(verdicts, pairs, 0.9)).toBe(1)
  })

  it('are the same product where the pair was never measured', () => {
    const verdicts = [says(2, 4, 'same-product'), says(2, 3, 'different')]
    expect(countContradicted(verdicts, pairs, 0)).toBe(1)
  })
})
