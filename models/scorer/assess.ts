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

export function assess(scores: readonly number[], same: readonly boolean[]): Assessment {
  let truePositives = 0
  let positives = 0
  let truths = 0
  const steps = Array.from({ length: STEPS }, () => ({ pairs: 0, scores: 0, truths: 0 }))
  scores.forEach((score, pair) => {
    const truth = same[pair] === true
    if (truth) truths += 1
    if (score >= THRESHOLD) positives += 1
    if (truth && score >= THRESHOLD) truePositives += 1
    const step = steps[Math.min(STEPS - 1, Math.floor(score * STEPS))]
    if (step === undefined) throw new RangeError(`Expected a score between 0 and 1 but received ${score}`)
    step.pairs += 1
    step.scores += score
    step.truths += truth ? 1 : 0
  })
  const gap = steps.reduce((sum, step) => sum + Math.abs(step.scores - step.truths), 0)
  return {
    precision: truePositives / Math.max(1, positives),
    recall: truePositives / Math.max(1, truths),
    f1: (2 * truePositives) / Math.max(1, positives + truths),
    calibrationError: gap / Math.max(1, scores.length),
  }
}
