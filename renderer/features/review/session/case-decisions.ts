import type { SettledRelation } from '../../../../electron/contract/evidence.ts'
import type { ReviewCase } from '../../../../electron/contract/groups.ts'
import type { Relation } from '../../../../electron/contract/relations.ts'
import { undecidedMembers } from './case-verdicts.ts'

/** A case with what was just saved about some of its members. */
export function settleMembers<Case extends ReviewCase>(
  reviewCase: Case,
  itemIds: ReadonlySet<number>,
  settled: SettledRelation,
): Case {
  return {
    ...reviewCase,
    members: reviewCase.members.map((member) =>
      itemIds.has(member.item.id) ? { ...member, settled } : member,
    ),
  }
}

/** The member to look at first: the first undecided one, else the first after the representative. */
export function firstToLookAt(reviewCase: ReviewCase): number {
  return nextUndecided(reviewCase, new Map(), 0) ?? Math.min(1, reviewCase.members.length - 1)
}

/**
 * The member to look at after these were decided: the next undecided one after them, else the first undecided one.
 * @param pending relations on their way to disk, by item id
 * @returns index among the case's members, or null when nothing is undecided
 */
export function nextUndecided(
  reviewCase: ReviewCase,
  pending: ReadonlyMap<number, Relation>,
  fromIndex: number,
): number | null {
  const open = undecidedMembers(reviewCase)
    .filter(({ item }) => !pending.has(item.id))
    .map((member) => reviewCase.members.indexOf(member))
  return open.find((index) => index > fromIndex) ?? open[0] ?? null
}
