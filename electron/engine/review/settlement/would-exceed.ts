import type { Relation } from '../../../contract/relations.ts'
import type { DirectVerdict } from '../actions/direct-verdict.ts'
import { DisjointSets } from './disjoint-sets.ts'
import { MAXIMUM_BLOCK_SIZE, settle, type Settlement } from './settle.ts'

/** Above the id of every event. */
const NEWEST = 2 ** 52

/** A verdict that is about to be recorded. */
export interface ProposedVerdict {
  readonly itemA: number
  readonly itemB: number
  readonly relation: Relation
  /** The relation says that the two are the same product. */
  readonly together: boolean
}

/**
 * Whether recording these verdicts would make a block of more members than the limit, so that it can be refused before
 * it is recorded. Weighs the verdicts together with what is accepted now: an item that the same action takes out of a
 * block no longer counts to it. Takes time with the number of proposed verdicts only, unless they come near the limit.
 * @returns the size of the largest block that `proposed` would leave above the limit; null when there is none
 */
export function wouldExceed(
  settlement: Settlement,
  proposed: readonly ProposedVerdict[],
  limit = MAXIMUM_BLOCK_SIZE,
): number | null {
  const joining = proposed.filter(({ together }) => together)
  if (largestUnited(settlement, joining) <= limit) return null
  const { blocks, blockOf } = settle(
    [...acceptedOfTouched(settlement, proposed), ...asNewest(proposed)],
    Infinity,
  )
  const sizes = joining.map(({ itemA }) => blocks.get(blockOf.get(itemA) ?? itemA)?.length ?? 1)
  const largest = Math.max(...sizes)
  return largest > limit ? largest : null
}

/** The most members that any block could get: as if every block touched came in whole. */
function largestUnited(settlement: Settlement, joining: readonly ProposedVerdict[]): number {
  const nameOf = (item: number): number => settlement.blockOf.get(item) ?? item
  const united = new DisjointSets()
  for (const { itemA, itemB } of joining) united.unite(nameOf(itemA), nameOf(itemB))
  const names = new Set(joining.flatMap(({ itemA, itemB }) => [nameOf(itemA), nameOf(itemB)]))
  const sizes = new Map<number, number>()
  for (const name of names) {
    const root = united.find(name)
    sizes.set(root, (sizes.get(root) ?? 0) + (settlement.blocks.get(name)?.length ?? 1))
  }
  return Math.max(0, ...sizes.values())
}

/** What is accepted of all items that the verdicts could unite: their blocks as they are now, and what holds these apart. */
function acceptedOfTouched(settlement: Settlement, proposed: readonly ProposedVerdict[]): Set<DirectVerdict> {
  const accepted = new Set<DirectVerdict>()
  for (const item of proposed.flatMap(({ itemA, itemB }) => [itemA, itemB]))
    for (const member of settlement.blocks.get(settlement.blockOf.get(item) ?? item) ?? [])
      for (const verdict of settlement.acceptedOf(member)) accepted.add(verdict)
  return accepted
}

function asNewest(proposed: readonly ProposedVerdict[]): DirectVerdict[] {
  return proposed.map(({ itemA, itemB, relation, together }, place) => ({
    eventId: NEWEST + place,
    actionId: 0,
    itemA: Math.min(itemA, itemB),
    itemB: Math.max(itemA, itemB),
    relation,
    together,
    variantAxis: null,
    reviewer: '',
    at: '',
  }))
}
