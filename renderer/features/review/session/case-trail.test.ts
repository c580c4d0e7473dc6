import { describe, expect, it } from 'vitest'
import { caseKey, type CaseName } from '../case/case-name.ts'
import { alongTrail, EMPTY_TRAIL, visit, type CaseTrail } from './case-trail.ts'

const group = (groupId: number): CaseName => ({ groupId, partner: null })
const go = (trail: CaseTrail, ...groupIds: number[]) => groupIds.map(group).reduce(visit, trail)
const trail = go(EMPTY_TRAIL, 10, 20, 30)

describe('case trail', () => {
  it('goes back through the cases in the order they were shown', () => {
    expect(alongTrail(trail, -1)).toEqual(group(20))
    expect(alongTrail(go(trail, 20), -1)).toEqual(group(10))
    expect(alongTrail(go(trail, 20, 10), -1)).toBeNull()
  })

  it('goes forward again after going back', () => {
    expect(alongTrail(go(trail, 20), 1)).toEqual(group(30))
    expect(alongTrail(trail, 1)).toBeNull()
  })

  it('drops what lay ahead when another case is opened', () => {
    const turned = go(trail, 20, 99)
    expect(turned.cases.map(caseKey)).toEqual(['10', '20', '99'])
    expect(alongTrail(turned, -1)).toEqual(group(20))
  })

  it('stays where it is when the case on screen is shown again', () => {
    expect(go(trail, 30)).toBe(trail)
  })

  it('takes a pair for another case than the group that one of the two represents', () => {
    const pair = { groupId: 30, partner: 31 }
    const longer = visit(trail, pair)
    expect(longer.cases.map(caseKey)).toEqual(['10', '20', '30', '30-31'])
    expect(visit(longer, { ...pair, partner: 32 }).at).toBe(4)
  })
})
