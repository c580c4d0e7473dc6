import { describe, expect, it } from 'vitest'
import { makeCase, makeEvidence, makeItem } from '../review/make-case.test-data.ts'
import { weakestLink } from './weakest-link.ts'

const scores: Readonly<Record<number, number>> = { 2: 0.9, 3: 0.4, 4: 0.7 }
const four = makeCase([1, 2, 3, 4].map((id) => makeItem(id)))
const reviewCase = {
  ...four,
  members: four.members.map((member) => ({
    ...member,
    evidence: member.evidence === null ? null : makeEvidence(1, member.item.id, scores[member.item.id] ?? 0),
  })),
}
const settled = { relation: 'different', reviewer: 'Ada', decidedAt: '2026-01-01T00:00:00Z', implied: false }

describe('weakestLink', () => {
  it('is the weakest bridge, with the part it holds', () => {
    const bridges = [
      { itemA: 2, itemB: 4, score: 0.5, part: [4] },
      { itemA: 1, itemB: 2, score: 0.6, part: [2, 4] },
    ]
    expect(weakestLink({ ...reviewCase, bridges })).toEqual({ ...bridges[0], isBridge: true })
  })

  it('leaves out a bridge to what is no longer a member', () => {
    const bridges = [{ itemA: 2, itemB: 9, score: 0.1, part: [9] }]
    expect(weakestLink({ ...reviewCase, bridges })?.part).toEqual([3])
  })

  it('leaves out a bridge that was cut: all on its other side are decided', () => {
    const bridges = [
      { itemA: 2, itemB: 4, score: 0.5, part: [4] },
      { itemA: 1, itemB: 2, score: 0.6, part: [2, 4] },
    ]
    const members = reviewCase.members.map((member) =>
      member.item.id === 4 ? { ...member, settled } : member,
    )
    expect(weakestLink({ ...reviewCase, members, bridges })?.part).toEqual([2, 4])
  })

  it('is the undecided member least like the representative where no bridge is', () => {
    expect(weakestLink(reviewCase)).toEqual({ itemA: 1, itemB: 3, score: 0.4, part: [3], isBridge: false })
    const members = reviewCase.members.map((member) =>
      member.item.id === 3 ? { ...member, settled } : member,
    )
    expect(weakestLink({ ...reviewCase, members })?.part).toEqual([4])
  })

  it('is nowhere in a pair, and where all is decided', () => {
    expect(weakestLink(makeCase([makeItem(1), makeItem(2)]))).toBeNull()
    expect(
      weakestLink({
        ...reviewCase,
        members: reviewCase.members.map((member) => ({ ...member, settled })),
      }),
    ).toBeNull()
  })
})
