import type { EstimatedShare } from '../../contract/queue.ts'
import { randomFor } from '../sample/random.ts'
import { drawBeta } from './beta-draws.ts'
import { PRIOR_CHECKS } from './stratum-doubt.ts'

/** What is known of the pairs of one stratum. */
export interface StratumAnswers {
  readonly within: boolean
  /** Pairs that nothing is settled of */
  readonly pairs: number
  /** Their mean calibrated score */
  readonly meanScore: number
  /** Random checks answered, and how many of them as the same product */
  readonly checks: number
  readonly same: number
}

export interface Figures {
  /** Of all pairs that the groups make now */
  readonly precision: EstimatedShare
  readonly recall: EstimatedShare
  /** Of all true pairs, those that the curator has confirmed */
  readonly confirmedRecall: EstimatedShare
}

const DRAWS = 2_000
const SEED = 1

/**
 * Precision and recall of the groups, with 95 % intervals. Both are ratios of sums over strata, for which no interval has a
 * closed form: each stratum's share of true pairs is drawn 2,000 times from its posterior (Beta: the mean score as four
 * checks, then the random checks), and the intervals are what 95 % of the draws lie in.
 * @param settledPairs pairs within groups that are settled as the same product
 * @returns null while the groups make no pair at all
 */
export function estimateFigures(settledPairs: number, strata: readonly StratumAnswers[]): Figures | null {
  const found = strata.reduce((sum, { within, pairs }) => sum + (within ? pairs : 0), settledPairs)
  if (found === 0) return null
  const random = randomFor(SEED, 'estimates')
  const precision: number[] = []
  const recall: number[] = []
  const confirmedRecall: number[] = []
  for (let draw = 0; draw < DRAWS; draw += 1) {
    let correct = settledPairs
    let missing = 0
    for (const stratum of strata) {
      const truths = stratum.pairs * drawShare(stratum)
      if (stratum.within) correct += truths
      else missing += truths
    }
    precision.push(correct / found)
    recall.push(correct / Math.max(1, correct + missing))
    confirmedRecall.push(settledPairs / Math.max(1, correct + missing))
  }
  return {
    precision: middle(precision),
    recall: middle(recall),
    confirmedRecall: middle(confirmedRecall),
  }

  function drawShare({ meanScore, checks, same }: StratumAnswers): number {
    const alpha = PRIOR_CHECKS * meanScore + same
    const beta = PRIOR_CHECKS * (1 - meanScore) + checks - same
    return alpha <= 0 ? 0 : beta <= 0 ? 1 : drawBeta(random, alpha, beta)
  }
}

/** Mean, and what 95 % of the draws lie in. */
function middle(draws: number[]): EstimatedShare {
  draws.sort((a, b) => a - b)
  return {
    share: draws.reduce((sum, value) => sum + value, 0) / draws.length,
    low: draws[Math.floor(draws.length * 0.025)] ?? 0,
    high: draws[Math.ceil(draws.length * 0.975) - 1] ?? 1,
  }
}
