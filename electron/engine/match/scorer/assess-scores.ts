/** How well scores say what is the same: all on pairs that the fit has not seen. */
export interface Assessment {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Mean gap between score and share of true pairs, over ten steps of score, weighted by pairs */
  readonly calibrationError: number
}

const STEPS = 10
const THRESHOLD = 0.5

/**
 * @param same beside `scores`
 * @param weights how much each pair counts; left out: all the same
 */
export function assessScores(
  scores: readonly number[],
  same: readonly boolean[],
  weights?: readonly number[],
): Assessment {
  let pairs = 0
  let truePositives = 0
  let positives = 0
  let truths = 0
  const gaps = new Float64Array(STEPS)
  scores.forEach((score, pair) => {
    const step = Math.min(STEPS - 1, Math.floor(score * STEPS))
    if (!(step >= 0)) throw new RangeError(`Expected a score between 0 and 1 but received ${score}`)
    const weight = weights === undefined ? 1 : (weights[pair] ?? 0)
    const truth = same[pair] === true
    pairs += weight
    if (truth) truths += weight
    if (score >= THRESHOLD) positives += weight
    if (truth && score >= THRESHOLD) truePositives += weight
    gaps[step] = (gaps[step] ?? 0) + weight * (score - (truth ? 1 : 0))
  })
  return {
    precision: positives === 0 ? 0 : truePositives / positives,
    recall: truths === 0 ? 0 : truePositives / truths,
    f1: positives + truths === 0 ? 0 : (2 * truePositives) / (positives + truths),
    calibrationError: pairs === 0 ? 0 : gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / pairs,
  }
}
