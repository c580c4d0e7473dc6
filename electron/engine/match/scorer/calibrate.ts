import { fitLogistic } from './logistic-regression.ts'

/** Platt's calibration: a pair's log-odds are slope x what the model says + offset. */
export interface Calibration {
  readonly slope: number
  readonly offset: number
  /** How many pairs it was fitted on */
  readonly pairs: number
}

const LEAST_SLOPE = 0.1

export interface CalibrateOptions {
  /** How much each pair counts; left out: all the same */
  readonly weights?: readonly number[]
  /** Pulls towards no change at all, so that a few held-out pairs do not turn the model upside down. */
  readonly penalty?: number
}

const PENALTY = 50

/**
 * Fits Platt's slope and offset on pairs that the model was not fitted on. Platt rather than isotonic: it is the same
 * for a hundred pairs as for a hundred thousand, keeps scores strictly monotone, and leaves the log-odds a sum.
 * @param logOdds as the model gives them
 */
export function calibrate(
  logOdds: readonly number[],
  same: readonly boolean[],
  { weights, penalty = PENALTY }: CalibrateOptions = {},
): Calibration {
  const fit = fitLogistic(
    {
      values: Float64Array.from(logOdds),
      labels: Uint8Array.from(same, (label) => (label ? 1 : 0)),
      weights: weights === undefined ? new Float64Array(logOdds.length).fill(1) : Float64Array.from(weights),
    },
    [1],
    { centre: Float64Array.of(0, 1), penalties: Float64Array.of(penalty, penalty) },
  )
  return { slope: Math.max(LEAST_SLOPE, fit.weights[0] ?? 1), offset: fit.intercept, pairs: logOdds.length }
}
