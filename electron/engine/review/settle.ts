import type { SettledRelation } from '../../contract/evidence.ts'
import { isSameProduct } from '../../contract/relations.ts'
import { Blocks } from './blocks.ts'
import type { DirectVerdict } from './direct-verdict.ts'
import { pairKey } from './pair-key.ts'

/** More members than this make no group that a person can look through. */
export const MAXIMUM_BLOCK_SIZE = 50

export type ItemPair = readonly [number, number]

/** A verdict that cannot hold together with newer ones. */
export interface Contradiction {
  readonly verdict: DirectVerdict
  /**
   * apart: it says same product of two blocks that `against` holds apart. together: it says another relation of two
   * items that `against` makes one product. too-large: the block would have `size` members.
   */
  readonly reason: 'apart' | 'together' | 'too-large'
  /** The newer verdicts that it conflicts with; empty for too-large. */
  readonly against: readonly DirectVerdict[]
  /** Members of the two blocks together. */
  readonly size: number
}

/** What holds, after everything that was said is weighed: newer verdicts before older ones. */
export interface Settlement {
  /** Item -> its block, named by its smallest item id. Every item of an accepted verdict is in one. */
  readonly blockOf: ReadonlyMap<number, number>
  /** Block -> its members, rising; 1 to the limit of them. */
  readonly blocks: ReadonlyMap<number, readonly number[]>
  /** Newest first. */
  readonly accepted: readonly DirectVerdict[]
  /** Newest first. */
  readonly contradictions: readonly Contradiction[]
  /** The accepted pairs that must share a group; smaller item id first. */
  readonly mustLink: readonly ItemPair[]
  /** The accepted pairs that must not; smaller item id first. */
  readonly cannotLink: readonly ItemPair[]
  /** What is settled of two different items, said or implied; null when nothing is. */
  readonly relationOf: (itemA: number, itemB: number) => SettledRelation | null
}

/**
 * Goes through the verdicts from the newest to the oldest and accepts each that can hold with those accepted before it.
 * Same product unites two blocks, unless that makes more than `limit` members or an accepted verdict holds the blocks
 * apart. Any other relation holds two blocks apart, unless they are one. What cannot hold is a contradiction.
 *
 * Implied: two items of one block are the same product. Two items of blocks that are held apart have the relation of
 * the newest verdict between the blocks (a variant of one of several equal listings is a variant of all of them).
 * Implied relations carry the reviewer and time of the newest verdict that they follow from.
 * @param direct at most one a pair; of several the newest counts
 */
export function settle(direct: Iterable<DirectVerdict>, limit = MAXIMUM_BLOCK_SIZE): Settlement {
  const blocks = new Blocks()
  const accepted: DirectVerdict[] = []
  const contradictions: Contradiction[] = []
  const said = new Map<string, DirectVerdict>()
  for (const verdict of [...direct].toSorted((a, b) => b.eventId - a.eventId)) {
    const key = pairKey(verdict.itemA, verdict.itemB)
    if (said.has(key)) continue
    const contradiction = findContradiction(verdict, blocks, limit)
    if (contradiction !== null) {
      contradictions.push(contradiction)
      continue
    }
    if (isSameProduct(verdict.relation)) blocks.unite(verdict)
    else blocks.keepApart(verdict)
    said.set(key, verdict)
    accepted.push(verdict)
  }

  const together = accepted.filter((verdict) => isSameProduct(verdict.relation))
  const apart = accepted.filter((verdict) => !isSameProduct(verdict.relation))
  return {
    ...nameBlocks(accepted, blocks),
    accepted,
    contradictions,
    mustLink: together.map(pairOf),
    cannotLink: apart.map(pairOf),
    relationOf(itemA, itemB) {
      const verdict = said.get(pairKey(itemA, itemB))
      if (verdict === undefined) return impliedRelation(itemA, itemB, blocks)
      return settled(verdict, verdict, false)
    },
  }
}

function findContradiction(verdict: DirectVerdict, blocks: Blocks, limit: number): Contradiction | null {
  const { itemA, itemB } = verdict
  if (blocks.areTogether(itemA, itemB)) {
    if (isSameProduct(verdict.relation)) return null
    return { verdict, reason: 'together', against: blocks.way(itemA, itemB), size: blocks.size(itemA) }
  }
  if (!isSameProduct(verdict.relation)) return null
  const size = blocks.size(itemA) + blocks.size(itemB)
  const apartBy = blocks.apartBy(itemA, itemB)
  if (apartBy !== null) return { verdict, reason: 'apart', against: [apartBy], size }
  return size > limit ? { verdict, reason: 'too-large', against: [], size } : null
}

function impliedRelation(itemA: number, itemB: number, blocks: Blocks): SettledRelation | null {
  if (itemA === itemB) return null
  if (blocks.areTogether(itemA, itemB)) {
    const newest = newestOf(blocks.way(itemA, itemB))
    return newest === null ? null : { ...settled(newest, newest, true), relation: 'same-product' }
  }
  const between = blocks.apartBy(itemA, itemB)
  if (between === null) return null
  const endsAtA = blocks.areTogether(itemA, between.itemA)
  const wayA = blocks.way(itemA, endsAtA ? between.itemA : between.itemB)
  const wayB = blocks.way(itemB, endsAtA ? between.itemB : between.itemA)
  return settled(between, newestOf([between, ...wayA, ...wayB]) ?? between, true)
}

function settled(verdict: DirectVerdict, by: DirectVerdict, implied: boolean): SettledRelation {
  return { relation: verdict.relation, reviewer: by.reviewer, decidedAt: by.at, implied }
}

function newestOf(verdicts: readonly DirectVerdict[]): DirectVerdict | null {
  let newest: DirectVerdict | null = null
  for (const verdict of verdicts) if (newest === null || verdict.eventId > newest.eventId) newest = verdict
  return newest
}

function nameBlocks(
  accepted: readonly DirectVerdict[],
  blocks: Blocks,
): Pick<Settlement, 'blockOf' | 'blocks'> {
  const items = new Set(accepted.flatMap(pairOf))
  const blockOf = new Map<number, number>()
  const members = new Map<number, number[]>()
  const nameOfRoot = new Map<number, number>()
  for (const item of [...items].toSorted((a, b) => a - b)) {
    const root = blocks.rootOf(item)
    const name = nameOfRoot.get(root) ?? item
    nameOfRoot.set(root, name)
    blockOf.set(item, name)
    const known = members.get(name)
    if (known === undefined) members.set(name, [item])
    else known.push(item)
  }
  return { blockOf, blocks: members }
}

function pairOf(verdict: DirectVerdict): ItemPair {
  return [verdict.itemA, verdict.itemB]
}
