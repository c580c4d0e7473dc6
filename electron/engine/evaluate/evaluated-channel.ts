import type { EvaluationChannel, EvaluationMetric } from '../../contract/evaluate.ts'
import { rankedLists, type RankedLists } from './ranked-lists.ts'
import { rankPairs, type RankedPairs } from './ranked-pairs.ts'

/** Pairs as one channel alone measures them, and how its thresholds are to be read. */
export interface EvaluatedChannel {
  readonly channel: EvaluationChannel
  readonly model: string
  readonly metric: EvaluationMetric
  readonly pairs: RankedPairs
  readonly lists: RankedLists
  /** Least strength that a threshold lets pass, and the other way round. */
  readonly strengthOf: (threshold: number) => number
  readonly thresholdOf: (strength: number) => number
  /** Strength on a scale of 0..1, in the same order, as grouping wants it. */
  readonly scoreOf: (strength: number) => number
}

/** Pairs (dense numbers) with a score; higher is more alike. */
export function scoreChannel(
  itemCount: number,
  model: string,
  { a, b, score }: { a: ArrayLike<number>; b: ArrayLike<number>; score: ArrayLike<number> },
): EvaluatedChannel {
  // Groups are cut by scores in single precision: one of 0.9 must reach a threshold of 0.9.
  const pairs = rankPairs(a, b, Float32Array.from(score))
  return {
    channel: 'score',
    model,
    metric: 'calibrated probability',
    pairs,
    lists: rankedLists(itemCount, pairs),
    strengthOf: Math.fround,
    thresholdOf: shown,
    scoreOf: (strength) => strength,
  }
}

/** Pairs with a distance, NaN where there is none; lower is more alike. */
export function distanceChannel(
  itemCount: number,
  named: { channel: Exclude<EvaluationChannel, 'score' | 'image+title'>; model: string },
  { a, b, distance }: { a: ArrayLike<number>; b: ArrayLike<number>; distance: Float32Array },
): EvaluatedChannel {
  const farthest = named.channel === 'phash' ? 64 : 2
  // Distances come in single precision: one of 0.3 must lie within a threshold of 0.3.
  const pairs = rankPairs(
    a,
    b,
    Float64Array.from(distance, (value) => -value),
  )
  return {
    ...named,
    metric: named.channel === 'phash' ? 'differing bits of 64' : 'cosine distance',
    pairs,
    lists: rankedLists(itemCount, pairs),
    strengthOf: (threshold) => -Math.fround(threshold),
    thresholdOf: (strength) => shown(-strength),
    scoreOf: (strength) => Math.min(1, Math.max(0, 1 + strength / farthest)),
  }
}

/**
 * Pictures and titles together, each by a threshold of its own: a pair stands by how far within either it lies.
 * @param margins each channel with the least strength that it lets pass
 */
export function unitedChannel(
  itemCount: number,
  model: string,
  margins: readonly { channel: EvaluatedChannel; minimum: number }[],
): EvaluatedChannel {
  const best = new Map<number, number>()
  for (const { channel, minimum } of margins) {
    const { a, b, strength } = channel.pairs
    for (let pair = 0; pair < strength.length; pair += 1) {
      const margin = (strength[pair] ?? 0) - minimum
      if (margin < 0) break
      const key = (a[pair] ?? 0) * itemCount + (b[pair] ?? 0)
      best.set(key, Math.max(margin, best.get(key) ?? 0))
    }
  }
  const keys = [...best.keys()]
  const pairs = rankPairs(
    keys.map((key) => Math.floor(key / itemCount)),
    keys.map((key) => key % itemCount),
    [...best.values()],
  )
  return {
    channel: 'image+title',
    model,
    metric: 'cosine distance',
    pairs,
    lists: rankedLists(itemCount, pairs),
    strengthOf: (threshold) => threshold,
    thresholdOf: shown,
    scoreOf: (strength) => Math.min(1, strength),
  }
}

/** Without the digits that single precision adds: 0.3 and not 0.30000001. */
function shown(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
