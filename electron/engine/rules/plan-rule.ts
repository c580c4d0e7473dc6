import type { SettledRelation } from '../../contract/evidence.ts'
import type { Relation } from '../../contract/relations.ts'
import { Blocks } from '../review/settlement/blocks.ts'
import { pairKey } from '../review/settlement/pair-key.ts'
import { MAXIMUM_BLOCK_SIZE, type Settlement } from '../review/settlement/settle.ts'
import type { RuledPair } from './find-rule-pairs.ts'
import { proposedVerdict } from './proposed-verdict.ts'

/** Verdicts of one action at most: what is folded and shown of an action must stay quick. */
export const MOST_VERDICTS = 100_000

export interface LeftOut {
  readonly pair: RuledPair
  /** verdict: something else is settled of the two, or follows from it. size: the product would be too large. */
  readonly reason: 'verdict' | 'size'
  /** What is settled instead; null for size, and where it is not a verdict in force. */
  readonly settled: SettledRelation | null
  /** Listings that the product would have, of a reason `size`. */
  readonly size: number
}

/** What a rule says of a pair. */
export interface SaidRelation {
  readonly relation: Relation
  /** It says that the two are the same product. */
  readonly together: boolean
}

/** What a rule would do with the pairs that meet it. */
export interface RulePlan {
  /** To be recorded, the surest first. */
  readonly record: readonly RuledPair[]
  /** Of which the same is settled already. */
  readonly decided: number
  readonly leftOut: readonly LeftOut[]
  /** What is over the most that one action can hold. */
  readonly later: number
}

/**
 * Goes through the pairs, the surest first, and takes each that can hold together with everything that is settled and
 * with those taken before it. What cannot is left out, so that a rule makes no contradiction and overrules nobody.
 * @param pairs as `findRulePairs` orders them
 */
export function planRule(
  pairs: readonly RuledPair[],
  said: SaidRelation,
  settlement: Settlement,
  { limit = MAXIMUM_BLOCK_SIZE, most = MOST_VERDICTS }: { limit?: number; most?: number } = {},
): RulePlan {
  const blocks = blocksOf(settlement)
  const setAside = new Set(
    settlement.contradictions.map(({ verdict }) => pairKey(verdict.itemA, verdict.itemB)),
  )
  const record: RuledPair[] = []
  const leftOut: LeftOut[] = []
  let decided = 0
  let later = 0
  for (const pair of pairs) {
    const settled = settlement.relationOf(pair.itemA, pair.itemB)
    if (settled !== null) {
      if (says(pair, settled, said, settlement)) decided += 1
      else leftOut.push({ pair, reason: 'verdict', settled, size: 0 })
      continue
    }
    // What someone said of the two is set aside for now; a rule does not take its place.
    if (setAside.has(pairKey(pair.itemA, pair.itemB))) {
      leftOut.push({ pair, reason: 'verdict', settled: null, size: 0 })
      continue
    }
    const obstacle = obstacleTo(pair, said, blocks, limit)
    if (obstacle !== null) leftOut.push(obstacle)
    else if (record.length >= most) later += 1
    else {
      take(pair, said, blocks)
      record.push(pair)
    }
  }
  return { record, decided, leftOut, later }
}

/** Of two that are one product already, no kind of "same" says anything new. */
function says(
  { itemA, itemB }: RuledPair,
  settled: SettledRelation,
  { relation, together }: SaidRelation,
  { blockOf }: Settlement,
): boolean {
  return settled.relation === relation || (together && blockOf.get(itemA) === blockOf.get(itemB))
}

function blocksOf({ accepted }: Settlement): Blocks {
  const blocks = new Blocks()
  for (const verdict of accepted)
    if (verdict.together) blocks.unite(verdict)
    else blocks.keepApart(verdict)
  return blocks
}

function obstacleTo(
  pair: RuledPair,
  { together }: SaidRelation,
  blocks: Blocks,
  limit: number,
): LeftOut | null {
  const { itemA, itemB } = pair
  const areTogether = blocks.areTogether(itemA, itemB)
  if (!together) return areTogether ? { pair, reason: 'verdict', settled: null, size: 0 } : null
  if (areTogether) return null
  if (blocks.apartBy(itemA, itemB) !== null) return { pair, reason: 'verdict', settled: null, size: 0 }
  const size = blocks.size(itemA) + blocks.size(itemB)
  return size > limit ? { pair, reason: 'size', settled: null, size } : null
}

function take({ itemA, itemB }: RuledPair, said: SaidRelation, blocks: Blocks): void {
  const verdict = proposedVerdict({ itemA, itemB, ...said }, Infinity)
  if (said.together) blocks.unite(verdict)
  else blocks.keepApart(verdict)
}
