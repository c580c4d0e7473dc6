import type { SettledRelation } from '../../../contract/evidence.ts'
import { Blocks } from './blocks.ts'
import type { DirectVerdict } from '../actions/direct-verdict.ts'
import { pairKey } from './pair-key.ts'

/** More members than this make no group that a person can look through. */
export const MAXIMUM_BLOCK_SIZE = 50

export type ItemPair = readonly [number, number]

/** What is settled of a pair, and whether that makes it one product. */
export interface Settled extends SettledRelation {
  readonly together: boolean
}

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
  readonly relationOf: (itemA: number, itemB: number) => Settled | null
  /** The accepted verdicts that name an item. */
  readonly acceptedOf: (item: number) => Iterable<DirectVerdict>
}

/** Verdicts weighed against each other. */
export interface Weighed {
  readonly blocks: Blocks
  /** Newest first. */
  readonly accepted: readonly DirectVerdict[]
  /** Newest first. */
  readonly contradictions: readonly Contradiction[]
}

/**
 * Goes through the verdicts from the newest to the oldest and accepts each that can hold with those accepted before it.
 * Same product unites two blocks, unless that makes more than `limit` members or an accepted verdict holds the blocks
 * apart. Any other relation holds two blocks apart, unless they are one. What cannot hold is a contradiction.
 * @param direct at most one a pair; of several the newest counts
 */
export function weigh(direct: Iterable<DirectVerdict>, limit = MAXIMUM_BLOCK_SIZE): Weighed {
  const blocks = new Blocks()
  const accepted: DirectVerdict[] = []
  const contradictions: Contradiction[] = []
  const said = new Set<string>()
  for (const verdict of [...direct].toSorted((a, b) => b.eventId - a.eventId)) {
    const key = pairKey(verdict.itemA, verdict.itemB)
    if (said.has(key)) continue
    const contradiction = findContradiction(verdict, blocks, limit)
    if (contradiction !== null) {
      contradictions.push(contradiction)
      continue
    }
    if (verdict.together) blocks.unite(verdict)
    else blocks.keepApart(verdict)
    said.add(key)
    accepted.push(verdict)
  }
  return { blocks, accepted, contradictions }
}

/**
 * What holds of some verdicts, all weighed at once.
 *
 * Implied: two items of one block are the same product. Two items of blocks that are held apart have the relation of
 * the newest verdict between the blocks (a variant of one of several equal listings is a variant of all of them).
 * Implied relations carry the reviewer and time of the newest verdict that they follow from.
 * @param direct at most one a pair; of several the newest counts
 */
export function settle(direct: Iterable<DirectVerdict>, limit = MAXIMUM_BLOCK_SIZE): Settlement {
  const { blocks, accepted, contradictions } = weigh(direct, limit)
  const said = new Map(accepted.map((verdict) => [pairKey(verdict.itemA, verdict.itemB), verdict]))
  const ofItem = Map.groupBy(
    accepted.flatMap((verdict) => [
      { item: verdict.itemA, verdict },
      { item: verdict.itemB, verdict },
    ]),
    ({ item }) => item,
  )
  return {
    ...nameBlocks(accepted.flatMap(pairOf), blocks),
    accepted,
    contradictions,
    ...linksOf(accepted),
    relationOf(itemA, itemB) {
      const verdict = said.get(pairKey(itemA, itemB))
      if (verdict !== undefined) return saidOf(verdict)
      return (
        impliedWithin(itemA, itemB, blocks) ??
        impliedApart(itemA, itemB, blocks.apartBy(itemA, itemB), blocks, blocks)
      )
    },
    acceptedOf: (item) => (ofItem.get(item) ?? []).map(({ verdict }) => verdict),
  }
}

/** The accepted pairs that must share a group, and those that must not. */
export function linksOf(accepted: readonly DirectVerdict[]): Pick<Settlement, 'mustLink' | 'cannotLink'> {
  return {
    mustLink: accepted.filter(({ together }) => together).map(pairOf),
    cannotLink: accepted.filter(({ together }) => !together).map(pairOf),
  }
}

function findContradiction(verdict: DirectVerdict, blocks: Blocks, limit: number): Contradiction | null {
  const { itemA, itemB } = verdict
  if (blocks.areTogether(itemA, itemB)) {
    if (verdict.together) return null
    return { verdict, reason: 'together', against: blocks.way(itemA, itemB), size: blocks.size(itemA) }
  }
  if (!verdict.together) return null
  const size = blocks.size(itemA) + blocks.size(itemB)
  const apartBy = blocks.apartBy(itemA, itemB)
  if (apartBy !== null) return { verdict, reason: 'apart', against: [apartBy], size }
  return size > limit ? { verdict, reason: 'too-large', against: [], size } : null
}

/** What was said of a pair, as what is settled of it. */
export function saidOf(verdict: DirectVerdict): Settled {
  return settled(verdict, verdict, false)
}

/** Two items of one block are the same product. */
export function impliedWithin(itemA: number, itemB: number, blocks: Blocks): Settled | null {
  if (itemA === itemB || !blocks.areTogether(itemA, itemB)) return null
  const newest = newestOf(blocks.way(itemA, itemB))
  return newest === null ? null : { ...settled(newest, newest, true), relation: 'same-product' }
}

/**
 * Two items are to each other what their blocks are.
 * @param between the newest verdict that holds the blocks of both apart
 * @param blocksA that know the block of `itemA`
 */
export function impliedApart(
  itemA: number,
  itemB: number,
  between: DirectVerdict | null,
  blocksA: Blocks,
  blocksB: Blocks,
): Settled | null {
  if (itemA === itemB || between === null) return null
  const endsAtA = blocksA.areTogether(itemA, between.itemA)
  const wayA = blocksA.way(itemA, endsAtA ? between.itemA : between.itemB)
  const wayB = blocksB.way(itemB, endsAtA ? between.itemB : between.itemA)
  return settled(between, newestOf([between, ...wayA, ...wayB]) ?? between, true)
}

function settled(verdict: DirectVerdict, by: DirectVerdict, implied: boolean): Settled {
  const { relation, together } = verdict
  return { relation, together, reviewer: by.reviewer, decidedAt: by.at, implied }
}

function newestOf(verdicts: readonly DirectVerdict[]): DirectVerdict | null {
  let newest: DirectVerdict | null = null
  for (const verdict of verdicts) if (newest === null || verdict.eventId > newest.eventId) newest = verdict
  return newest
}

/** The blocks that hold some items, each named by its smallest. */
export function nameBlocks(
  items: Iterable<number>,
  blocks: Blocks,
): { blockOf: Map<number, number>; blocks: Map<number, number[]> } {
  const blockOf = new Map<number, number>()
  const members = new Map<number, number[]>()
  const nameOfRoot = new Map<number, number>()
  for (const item of [...new Set(items)].toSorted((a, b) => a - b)) {
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
