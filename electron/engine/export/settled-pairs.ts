import type { SettledRelation } from '../../contract/evidence.ts'
import { pairKey } from '../review/settlement/pair-key.ts'
import type { Settlement } from '../review/settlement/settle.ts'

/** A pair of items and what is settled of it. */
export interface SettledPair {
  readonly itemA: number
  readonly itemB: number
  readonly settled: SettledRelation
}

/** Every pair that something is settled of, once each; those that only follow from others when `includeImplied`. */
export function* settledPairs(settlement: Settlement, includeImplied: boolean): Generator<SettledPair> {
  for (const [itemA, itemB] of includeImplied ? impliedAndSaid(settlement) : said(settlement)) {
    const settled = settlement.relationOf(itemA, itemB)
    if (settled !== null) yield { itemA, itemB, settled }
  }
}

function* said({ accepted }: Settlement): Generator<readonly [number, number]> {
  for (const { itemA, itemB } of accepted) yield [itemA, itemB]
}

function* impliedAndSaid({ blocks, blockOf, cannotLink }: Settlement): Generator<readonly [number, number]> {
  for (const members of blocks.values()) {
    for (const [place, itemA] of members.entries()) {
      for (const itemB of members.slice(place + 1)) yield [itemA, itemB]
    }
  }
  const linked = new Set<string>()
  for (const [itemA, itemB] of cannotLink) {
    const blockA = blockOf.get(itemA) ?? itemA
    const blockB = blockOf.get(itemB) ?? itemB
    const key = pairKey(blockA, blockB)
    if (linked.has(key)) continue
    linked.add(key)
    for (const memberA of blocks.get(blockA) ?? []) {
      for (const memberB of blocks.get(blockB) ?? []) yield [memberA, memberB]
    }
  }
}
