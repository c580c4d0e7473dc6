import { expect, it } from 'vitest'
import { distanceAt, weightedAs } from './calibration.ts'
import type { CandidatePair } from './copies.ts'

it('takes the largest distance at which enough pairs are the same, those of one distance together', () => {
  const pairs = [
    { distance: 0.1, same: true },
    { distance: 0.2, same: true },
    { distance: 0.3, same: false },
    { distance: 0.3, same: true },
    { distance: 0.4, same: true },
    { distance: 0.9, same: false },
    { distance: 1, same: false },
  ].map((pair) => ({ ...pair, weight: 1 }))
  expect(distanceAt(pairs, 0.9)).toBe(0.2)
  expect(distanceAt(pairs, 0.75)).toBe(0.4)
  expect(distanceAt(pairs, 0.8)).toBe(0.4)
  expect(distanceAt([{ distance: 0.1, same: false, weight: 1 }], 0.5)).toBeNull()
})

it('counts the pairs of each part as often as they come up among the others', () => {
  const pair = (part: CandidatePair['part'], same: boolean, distance: number): CandidatePair => ({
    part,
    same,
    distance,
  })
  const learnt = [pair('clothing', true, 0.1), pair('clothing', true, 0.2), pair('grocery', false, 0.15)]
  const others = [pair('clothing', true, 0.3), ...Array.from({ length: 3 }, () => pair('grocery', true, 0.3))]
  const weighted = weightedAs(learnt, others)
  expect(weighted.map(({ weight }) => weight)).toEqual([0.375, 0.375, 2.25])
  // Unweighted, two of three would be the same.
  expect(distanceAt(weighted, 0.6)).toBe(0.1)
  expect(
    distanceAt(
      learnt.map((one) => ({ ...one, weight: 1 })),
      0.6,
    ),
  ).toBe(0.2)
})
