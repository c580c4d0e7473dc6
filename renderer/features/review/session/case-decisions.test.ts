import { describe, expect, it } from 'vitest'
import { nextUndecided, settleMembers } from './case-decisions.ts'
import { makeCase, makeItem } from '../make-case.test-data.ts'

const four = makeCase([makeItem(1), makeItem(2), makeItem(3), makeItem(4)])
const same = {
  relation: 'same-product',
  reviewer: 'Ada',
  decidedAt: '2026-01-01T00:00:00Z',
  implied: false,
} as const

describe('nextUndecided', () => {
  it('goes on after the member that was decided, then back to the first that was left out', () => {
    expect(nextUndecided(four, new Map([[3, 'variant']]), 2)).toBe(3)
    expect(nextUndecided(settleMembers(four, new Set([3, 4]), same), new Map(), 3)).toBe(1)
  })

  it('finds none when all are decided or on their way to disk', () => {
    expect(
      nextUndecided(settleMembers(four, new Set([2, 3]), same), new Map([[4, 'different']]), 3),
    ).toBeNull()
  })
})

describe('settleMembers', () => {
  it('changes those members only, and not the case it was given', () => {
    const settled = settleMembers(four, new Set([2]), same)
    expect(settled.members.map((member) => member.settled?.relation ?? null)).toEqual([
      null,
      'same-product',
      null,
      null,
    ])
    expect(four.members[1]?.settled).toBeNull()
  })
})
