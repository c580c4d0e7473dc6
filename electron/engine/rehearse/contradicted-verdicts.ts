import type { DirectVerdict } from '../review/actions/direct-verdict.ts'

/** Scores of pairs by item id, smaller id first, as three columns. */
export interface PairScores {
  readonly a: ArrayLike<number>
  readonly b: ArrayLike<number>
  readonly score: ArrayLike<number>
}

/**
 * How many verdicts the scores alone would decide otherwise: the same product below the threshold, or another relation at
 * or above it. A pair that was never measured, or not kept, scores below any threshold.
 */
export function countContradicted(
  verdicts: readonly Pick<DirectVerdict, 'itemA' | 'itemB' | 'together'>[],
  pairs: PairScores,
  threshold: number,
): number {
  const scores = scoresOf(verdicts, pairs)
  // Scores are single precision where groups are cut: a score of 0.9 must reach a threshold of 0.9.
  const gate = Math.fround(threshold)
  return verdicts.filter(({ itemA, itemB, together }) => {
    const score = scores.get(Math.min(itemA, itemB))?.get(Math.max(itemA, itemB)) ?? null
    return together !== (score !== null && Math.fround(score) >= gate)
  }).length
}

/** One pass over the pairs, of which only those with a verdict are looked at more closely. */
function scoresOf(
  verdicts: readonly Pick<DirectVerdict, 'itemA' | 'itemB'>[],
  { a, b, score }: PairScores,
): ReadonlyMap<number, ReadonlyMap<number, number | null>> {
  const wanted = new Map<number, Map<number, number | null>>()
  for (const { itemA, itemB } of verdicts) {
    const low = Math.min(itemA, itemB)
    const others = wanted.get(low) ?? new Map<number, number | null>()
    wanted.set(low, others.set(Math.max(itemA, itemB), null))
  }
  for (let pair = 0; pair < score.length; pair += 1) {
    const others = wanted.get(a[pair] ?? 0)
    const other = b[pair] ?? 0
    if (others?.has(other) === true) others.set(other, score[pair] ?? 0)
  }
  return wanted
}
