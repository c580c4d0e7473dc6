import { describe, expect, it } from 'vitest'
import { makeCase, makeItem } from '../make-case.test-data.ts'
import { needsStrip, staged } from './staged-members.ts'

const caseOf = (size: number) => makeCase(Array.from({ length: size }, (_, index) => makeItem(index + 1)))

describe('staged', () => {
  it('shows up to four members side by side', () => {
    expect(staged(caseOf(4), 2).map(({ index }) => index)).toEqual([0, 1, 2, 3])
    expect(needsStrip(caseOf(4))).toBe(false)
  })

  it('shows the chosen one of more beside the representative', () => {
    expect(staged(caseOf(12), 7).map(({ index }) => index)).toEqual([0, 7])
    expect(needsStrip(caseOf(5))).toBe(true)
  })
})
