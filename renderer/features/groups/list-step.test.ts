import { describe, expect, it } from 'vitest'
import { listStep } from './list-step.ts'

describe('listStep', () => {
  it('moves by one, by a screen less one, and to the ends', () => {
    const from50 = (key: string) => listStep(key, 50, 100, 10)
    expect([from50('ArrowDown'), from50('ArrowUp'), from50('PageDown'), from50('PageUp')]).toEqual([
      51, 49, 59, 41,
    ])
    expect([from50('Home'), from50('End')]).toEqual([0, 99])
  })

  it('stops at both ends', () => {
    expect(listStep('ArrowUp', 0, 100, 10)).toBe(0)
    expect(listStep('PageDown', 97, 100, 10)).toBe(99)
  })

  it('leaves other keys and an empty list alone', () => {
    expect(listStep('a', 5, 100, 10)).toBeNull()
    expect(listStep('ArrowDown', 0, 0, 10)).toBeNull()
  })
})
