import { expect, it } from 'vitest'
import { distanceAt } from './calibration.ts'

it('takes the largest distance at which enough pairs are the same, those of one distance together', () => {
  const pairs = [
    { distance: 0.1, same: true },
    { distance: 0.2, same: true },
    { distance: 0.3, same: false },
    { distance: 0.3, same: true },
    { distance: 0.4, same: true },
    { distance: 0.9, same: false },
    { distance: 1, same: false },
  ]
  expect(distanceAt(pairs, 0.9)).toBe(0.2)
  expect(distanceAt(pairs, 0.75)).toBe(0.4)
  expect(distanceAt(pairs, 0.8)).toBe(0.4)
  expect(distanceAt([{ distance: 0.1, same: false }], 0.5)).toBeNull()
})
