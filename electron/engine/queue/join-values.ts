import type { Group } from '../group/group-items.ts'
import { MAXIMUM_BLOCK_SIZE } from '../review/settlement/settle.ts'

/** A pair across two groups, or listings in none, that is to be asked of. */
export interface Join {
  readonly itemA: number
  readonly itemB: number
  /** Of this pair, 0..1: the highest between the two groups */
  readonly score: number
  /** The missing pairs that a yes is expected to bring: all scores between the two groups added up */
  readonly value: number
}

/** Pairs kept apart are at best as likely the same as not: if their evidence were all there is, they were in one group. */
const HIGHEST_CHANCE = 0.5
/** Two item ids as one key, exact below 2^53. */
const KEY_STEP = 2 ** 26

/**
 * What it is worth to ask of the best pair between any two groups. One pair alone says little of two groups that
 * everything else holds apart, so all pairs between them count, and those that no channel brought together as 0.
 */
export class JoinValues {
  readonly #groupOf: ReadonlyMap<number, Group>
  readonly #joins = new Map<number, Join>()

  constructor(groupOf: ReadonlyMap<number, Group>) {
    this.#groupOf = groupOf
  }

  /** Takes in a pair that is not within one group. */
  offer(itemA: number, itemB: number, score: number): void {
    const groupA = this.#groupOf.get(itemA)
    const groupB = this.#groupOf.get(itemB)
    if ((groupA?.members.length ?? 1) + (groupB?.members.length ?? 1) > MAXIMUM_BLOCK_SIZE) return
    const [a, b] = [groupA?.representative ?? itemA, groupB?.representative ?? itemB]
    const key = Math.min(a, b) * KEY_STEP + Math.max(a, b)
    const known = this.#joins.get(key)
    const value = (known?.value ?? 0) + Math.min(score, HIGHEST_CHANCE)
    this.#joins.set(
      key,
      known === undefined || score > known.score ? { itemA, itemB, score, value } : { ...known, value },
    )
  }

  /** Most valuable first, ties by item. */
  best(limit: number): Join[] {
    return [...this.#joins.values()]
      .toSorted((x, y) => y.value - x.value || x.itemA - y.itemA || x.itemB - y.itemB)
      .slice(0, limit)
  }
}
