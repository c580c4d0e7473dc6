import type { RankedPairs } from './ranked-pairs.ts'
import type { Truth } from './truth.ts'

/** A pair by dense numbers; null where it was never scored. */
export interface WrongPair {
  readonly a: number
  readonly b: number
  readonly score: number | null
}

/** Pairs of different products, highest score first. */
export function wrongPairs(truth: Truth, { a, b, strength }: RankedPairs, limit: number): WrongPair[] {
  const wrong: WrongPair[] = []
  for (let pair = 0; pair < strength.length && wrong.length < limit; pair += 1) {
    const found = { a: a[pair] ?? 0, b: b[pair] ?? 0, score: strength[pair] ?? 0 }
    if (truth.isSame(found.a, found.b) === false) wrong.push(found)
  }
  return wrong
}

/**
 * Pairs of one product that are not in one group: those that were never scored, and then the lowest scores first.
 * @param groupOf int32 [items]: -1 for none
 */
export function missedPairs(
  truth: Truth,
  pairs: RankedPairs,
  groupOf: Int32Array,
  limit: number,
): WrongPair[] {
  const { a, b, strength } = pairs
  const isTogether = (one: number, other: number): boolean =>
    (groupOf[one] ?? -1) >= 0 && groupOf[one] === groupOf[other]
  const keyOf = (one: number, other: number): number => one * groupOf.length + other
  const scored = new Set<number>()
  const lowest: WrongPair[] = []
  for (let pair = strength.length - 1; pair >= 0; pair -= 1) {
    const [one, other] = [a[pair] ?? 0, b[pair] ?? 0]
    if (truth.isSame(one, other) !== true) continue
    scored.add(keyOf(one, other))
    if (lowest.length < limit && !isTogether(one, other))
      lowest.push({ a: one, b: other, score: strength[pair] ?? 0 })
  }
  const missed: WrongPair[] = []
  for (const [one, other] of truePairsOf(truth)) {
    if (missed.length === limit) break
    if (!scored.has(keyOf(one, other)) && !isTogether(one, other))
      missed.push({ a: one, b: other, score: null })
  }
  return [...missed, ...lowest].slice(0, limit)
}

function* truePairsOf({ judged, labelOf }: Truth): Generator<readonly [a: number, b: number]> {
  if (judged !== null) {
    for (const { a, b, same } of judged) if (same) yield [Math.min(a, b), Math.max(a, b)]
    return
  }
  const members = new Map<number, number[]>()
  for (const [item, label] of labelOf.entries()) {
    if (label < 0) continue
    const list = members.get(label)
    if (list === undefined) members.set(label, [item])
    else list.push(item)
  }
  for (const list of members.values())
    for (let n = 0; n < list.length; n += 1)
      for (let m = n + 1; m < list.length; m += 1) yield [list[n] ?? 0, list[m] ?? 0]
}
