import type { Reliability } from '../../contract/evaluate.ts'
import { shareOf } from './share-of.ts'

const BINS = 10

/**
 * Whether scores are the probabilities they claim to be: pairs by their score in ten bins of equal width, the upper end
 * of each excluded but for the last.
 * @see Guo et al., On Calibration of Modern Neural Networks, 2017: expected calibration error
 */
export function reliabilityDiagram(scored: Iterable<{ score: number; same: boolean }>): Reliability {
  const bins = Array.from({ length: BINS }, () => ({ pairs: 0, score: 0, same: 0 }))
  let squares = 0
  let pairs = 0
  for (const { score, same } of scored) {
    const bin = bins[Math.min(BINS - 1, Math.floor(score * BINS))]
    if (bin === undefined) throw new RangeError(`Expected a score between 0 and 1 but received ${score}`)
    bin.pairs += 1
    bin.score += score
    bin.same += same ? 1 : 0
    squares += (score - (same ? 1 : 0)) ** 2
    pairs += 1
  }
  const distances = bins.reduce((sum, bin) => sum + Math.abs(bin.same - bin.score), 0)
  return {
    pairs,
    expectedCalibrationError: shareOf(distances, pairs),
    brierScore: shareOf(squares, pairs),
    bins: bins.flatMap((bin, n) =>
      bin.pairs === 0
        ? []
        : [
            {
              from: n / BINS,
              to: (n + 1) / BINS,
              pairs: bin.pairs,
              meanScore: Math.min(1, bin.score / bin.pairs),
              shareSame: bin.same / bin.pairs,
            },
          ],
    ),
  }
}
