/** Examples side by side: row `i` of `values` is what is known of example `i`. */
export interface Examples {
  /** float64 [examples * features], row-major */
  readonly values: Float64Array
  /** uint8 [examples]: 1 the same product, 0 not */
  readonly labels: Uint8Array
  /** float64 [examples]: how much each counts; sums to about the number of examples */
  readonly weights: Float64Array
}

export interface LogisticFit {
  readonly intercept: number
  readonly weights: Float64Array
  readonly sweeps: number
}

const MAXIMUM_SWEEPS = 500
/** No coordinate moves further in one step, so that a nearly flat start cannot overshoot. */
const MAXIMUM_STEP = 1

/**
 * Logistic regression with an L2 penalty and a sign for each weight, by cyclic coordinate descent: one Newton step a
 * weight, cut off at 0 where the sign forbids more. The intercept is neither penalised nor constrained.
 * @param signs 1: weight never negative; -1: never positive; 0: either
 * @param penalty added to the loss as penalty / 2 x the sum of squared weights
 */
export function fitLogistic(examples: Examples, signs: readonly number[], penalty: number): LogisticFit {
  const { values, labels, weights: counts } = examples
  const featureCount = signs.length
  const columns = signs.map((_, feature) => column(values, featureCount, feature))
  const logOdds = new Float64Array(labels.length)
  const weights = new Float64Array(featureCount)
  let intercept = 0
  for (let sweep = 1; sweep <= MAXIMUM_SWEEPS; sweep += 1) {
    let largest = 0
    for (let feature = -1; feature < featureCount; feature += 1) {
      const entries = columns[feature] ?? null
      const current = feature < 0 ? intercept : (weights[feature] ?? 0)
      let gradient = feature < 0 ? 0 : penalty * current
      let curvature = feature < 0 ? 1e-9 : penalty
      const length = entries === null ? labels.length : entries.rows.length
      for (let place = 0; place < length; place += 1) {
        const row = entries === null ? place : (entries.rows[place] ?? 0)
        const value = entries === null ? 1 : (entries.values[place] ?? 0)
        const probability = 1 / (1 + Math.exp(-(logOdds[row] ?? 0)))
        gradient += (counts[row] ?? 0) * (probability - (labels[row] ?? 0)) * value
        curvature += (counts[row] ?? 0) * probability * (1 - probability) * value * value
      }
      const step = Math.min(MAXIMUM_STEP, Math.max(-MAXIMUM_STEP, -gradient / curvature))
      const next = feature >= 0 && (current + step) * (signs[feature] ?? 0) < 0 ? 0 : current + step
      const move = next - current
      if (move === 0) continue
      for (let place = 0; place < length; place += 1) {
        const row = entries === null ? place : (entries.rows[place] ?? 0)
        logOdds[row] = (logOdds[row] ?? 0) + move * (entries === null ? 1 : (entries.values[place] ?? 0))
      }
      if (feature < 0) intercept = next
      else weights[feature] = next
      largest = Math.max(largest, Math.abs(move))
    }
    if (largest < 1e-4) return { intercept, weights, sweeps: sweep }
  }
  return { intercept, weights, sweeps: MAXIMUM_SWEEPS }
}

/** The examples in which a feature is not 0; most features are 0 in most examples. */
function column(values: Float64Array, featureCount: number, feature: number) {
  const rows: number[] = []
  const kept: number[] = []
  for (let index = feature; index < values.length; index += featureCount) {
    if (values[index] === 0) continue
    rows.push((index - feature) / featureCount)
    kept.push(values[index] ?? 0)
  }
  return { rows: Uint32Array.from(rows), values: Float64Array.from(kept) }
}
