import { Pace, type WorkOptions } from '../vector-index/pace.ts'
import type { MatchInput } from './match-input.ts'
import { measurePair } from './measure-pair.ts'
import type { PreparedMatch } from './prepare-match.ts'
import { scorePair, type Scorer } from './scorer.ts'

/**
 * Measures and scores pairs of items.
 * @param pairs uint32: dense item numbers, side by side
 * @returns float32 beside the pairs: probability that both are the same product, 0..1
 * @throws the signal's reason when cancelled
 */
export async function scorePairs(
  input: MatchInput,
  prepared: PreparedMatch,
  pairs: { readonly a: Uint32Array; readonly b: Uint32Array },
  scorer: Scorer,
  options: WorkOptions = {},
): Promise<Float32Array> {
  const scores = new Float32Array(pairs.a.length)
  const pace = new Pace(scores.length, options)
  for (let pair = 0; pair < scores.length; pair += 1) {
    const measures = measurePair(input, prepared, pairs.a[pair]!, pairs.b[pair]!)
    scores[pair] = scorePair(measures, scorer).score
    if (pace.due()) await pace.rest(pair)
  }
  pace.finish()
  return scores
}
