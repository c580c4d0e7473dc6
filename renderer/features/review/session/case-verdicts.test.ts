import { describe, expect, it } from 'vitest'
import type { SettledRelation } from '../../../../electron/contract/evidence.ts'
import { confirmVerdicts, rejectVerdicts, undecidedMembers } from './case-verdicts.ts'
import { makeCase, makeItem } from '../make-case.test-data.ts'

const same: SettledRelation = {
  relation: 'same-product',
  reviewer: 'Ada',
  decidedAt: '2026-01-01T00:00:00Z',
  implied: false,
}

function caseOf(size: number, settled: readonly number[] = []) {
  return makeCase(
    Array.from({ length: size }, (_, index) => makeItem(index + 1)),
    new Map(settled.map((id) => [id, same])),
  )
}

describe('confirmVerdicts', () => {
  it('says the same of every member that is undecided, against the representative', () => {
    expect(confirmVerdicts(caseOf(4, [3]))).toEqual([
      { itemA: 1, itemB: 2, relation: 'same-product' },
      { itemA: 1, itemB: 4, relation: 'same-product' },
    ])
  })

  it('says nothing when all are decided', () => {
    expect(confirmVerdicts(caseOf(3, [2, 3]))).toEqual([])
  })
})

describe('rejectVerdicts', () => {
  it('sets a pair apart by one verdict', () => {
    expect(rejectVerdicts(caseOf(2))).toEqual([{ itemA: 1, itemB: 2, relation: 'different' }])
  })

  it('sets all pairs apart, and stays within the most that can be recorded at once', () => {
    expect(rejectVerdicts(caseOf(4))).toHaveLength(6)
    expect(rejectVerdicts(caseOf(50))).toHaveLength(1225)
  })

  it('leaves pairs alone whose members are both decided', () => {
    const verdicts = rejectVerdicts(caseOf(4, [2]))
    expect(verdicts).toHaveLength(5)
    expect(verdicts).not.toContainEqual({ itemA: 1, itemB: 2, relation: 'different' })
  })
})

describe('undecidedMembers', () => {
  it('never counts the representative', () => {
    expect(undecidedMembers(caseOf(3)).map(({ item }) => item.id)).toEqual([2, 3])
  })
})
