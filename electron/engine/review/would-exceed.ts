import { isSameProduct, type Relation } from '../../contract/relations.ts'
import type { DirectVerdict } from './direct-verdict.ts'
import { DisjointSets } from './disjoint-sets.ts'
import { MAXIMUM_BLOCK_SIZE, settle, type Settlement } from './settle.ts'

/** A verdict that is about to be recorded. */
export interface ProposedVerdict {
  readonly itemA: number
  readonly itemB: number
  readonly relation: Relation
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
  const joining = proposed.filter((verdict) => isSameProduct(verdict.relation))
  if (largestUnited(settlement, joining) <= limit) return null
  const { blocks, blockOf } = settle([...settlement.accepted, ...asNewest(proposed, settlement)], Infinity)
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

function asNewest(proposed: readonly ProposedVerdict[], { accepted }: Settlement): DirectVerdict[] {
  const lastEventId = accepted[0]?.eventId ?? 0
  return proposed.map(({ itemA, itemB, relation }, place) => ({
    eventId: lastEventId + 1 + place,
    actionId: 0,
    itemA: Math.min(itemA, itemB),
    itemB: Math.max(itemA, itemB),
    relation,
    variantAxis: null,
    reviewer: '',
    at: '',
  }))
}
