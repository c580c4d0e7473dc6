import type { RecordInput } from '../../../../electron/contract/review.ts'
import type { ReviewCase } from '../../../../electron/contract/groups.ts'
import type { Relation } from '../../../../electron/contract/relations.ts'

export type Verdict = RecordInput['verdicts'][number]
export type Member = ReviewCase['members'][number]

/** A case has its representative first; without one there is nothing to compare with. */
export function representativeOf(reviewCase: ReviewCase): Member {
  const [representative] = reviewCase.members
  if (representative === undefined)
    throw new Error(`Expected members in group ${reviewCase.groupId} but found none`)
  return representative
}

/** The members about which nothing is settled yet against the representative. */
export function undecidedMembers(reviewCase: ReviewCase): Member[] {
  return reviewCase.members.slice(1).filter(({ settled }) => settled === null)
}

/** What is said of one member against the representative. */
export function memberVerdict(
  reviewCase: ReviewCase,
  itemId: number,
  relation: Relation,
  variantAxis?: string,
): Verdict {
  const pair = { itemA: representativeOf(reviewCase).item.id, itemB: itemId, relation }
  return variantAxis === undefined ? pair : { ...pair, variantAxis }
}

/** Every undecided member is the same product as the representative. */
export function confirmVerdicts(reviewCase: ReviewCase): Verdict[] {
  return undecidedMembers(reviewCase).map(({ item }) => memberVerdict(reviewCase, item.id, 'same-product'))
}

/**
 * Every undecided member is a product of its own: different from the representative and from every other member.
 * Pairs of members that are both decided already are left as they are. At most 1,225 pairs, for 50 members.
 */
export function rejectVerdicts(reviewCase: ReviewCase): Verdict[] {
  const undecided = new Set(undecidedMembers(reviewCase).map(({ item }) => item.id))
  const ids = reviewCase.members.map(({ item }) => item.id)
  return ids.flatMap((itemA, index) =>
    ids
      .slice(index + 1)
      .filter((itemB) => undecided.has(itemA) || undecided.has(itemB))
      .map((itemB): Verdict => ({ itemA, itemB, relation: 'different' })),
  )
}
