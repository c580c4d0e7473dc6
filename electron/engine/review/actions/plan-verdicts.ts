import type { SaidRelation } from './said-relation.ts'
import type { Settlement } from '../settlement/settle.ts'
import type { ProposedVerdict } from '../settlement/would-exceed.ts'

/** A verdict to be recorded. */
export interface PlannedVerdict extends ProposedVerdict {
  readonly variantAxis: string | null
}

type Known = Pick<Settlement, 'blockOf' | 'relationOf'>

/** What makes `items` one product with `first`: one verdict for each block that is not yet. */
export function togetherVerdicts(
  first: number,
  items: readonly number[],
  said: SaidRelation,
  { blockOf }: Known,
): PlannedVerdict[] {
  const joined = new Set([blockOf.get(first) ?? first])
  return items.flatMap((item) => {
    const block = blockOf.get(item) ?? item
    if (item === first || joined.has(block)) return []
    joined.add(block)
    return [{ itemA: first, itemB: item, ...said }]
  })
}

/**
 * What keeps two lists of listings apart: one verdict for every two blocks that nothing holds apart yet. A block that lies
 * in both lists is parted: its listings are told apart one by one, and what joined them before is set aside by the newer
 * verdicts.
 */
export function apartVerdicts(
  part: readonly number[],
  others: readonly number[],
  said: SaidRelation,
  settlement: Known,
): PlannedVerdict[] {
  const blockOf = (item: number): number => settlement.blockOf.get(item) ?? item
  const blocksOfPart = new Set(part.map(blockOf))
  const parted = new Set(others.map(blockOf).filter((block) => blocksOfPart.has(block)))
  const isApart = (itemA: number, itemB: number): boolean => {
    const settled = settlement.relationOf(itemA, itemB)
    if (settled === null || settled.together) return false
    // What follows from a block that is parted no longer does.
    return !settled.implied || !(parted.has(blockOf(itemA)) || parted.has(blockOf(itemB)))
  }
  const theirs = unitsOf(others, parted, blockOf)
  return unitsOf(part, parted, blockOf).flatMap((itemA) =>
    theirs.flatMap((itemB) => (isApart(itemA, itemB) ? [] : [{ itemA, itemB, ...said }])),
  )
}

/** One listing of each block, and every listing of those that are parted. */
function unitsOf(
  items: readonly number[],
  parted: ReadonlySet<number>,
  blockOf: (item: number) => number,
): number[] {
  const seen = new Set<number>()
  return items.filter((item) => {
    const block = blockOf(item)
    if (parted.has(block)) return true
    if (seen.has(block)) return false
    seen.add(block)
    return true
  })
}
