import { solveSignedQuadratic } from './signed-quadratic.ts'

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
  /** Newton steps until no weight moved by more than 1e-6 */
  readonly steps: number
}

/** What the loss is near some coefficients, the intercept first and then the weights. */
interface LocalLoss {
  readonly loss: number
  readonly gradient: Float64Array
  /** float64 [coefficients * coefficients] */
  readonly curvature: Float64Array
}

/** What the coefficients are pulled towards, and how strongly; of the intercept first, then of each weight. */
export interface Prior {
  /** float64 [1 + features] */
  readonly centre: Float64Array
  /** float64 [1 + features], 0 or above: added to the loss as penalty / 2 x the squared distance from the centre */
  readonly penalties: Float64Array
}

const MAXIMUM_STEPS = 100
const SETTLED = 1e-6
/** A step that gains less than this share of what its gradient promises is halved (Armijo). */
const SUFFICIENT_GAIN = 1e-4
/** Keeps the intercept's curvature above 0 where every example is certain. */
const FLOOR = 1e-9

/** Pulls every weight towards 0 with the same strength; the intercept is free. */
export function ridge(features: number, penalty: number): Prior {
  const penalties = new Float64Array(features + 1).fill(penalty)
  penalties[0] = 0
  return { centre: new Float64Array(features + 1), penalties }
}

/**
 * Logistic regression with a prior and a sign for each weight, by Newton steps: each goes to the best allowed point of
 * the loss's quadratic, and is halved until the loss falls. It starts at the prior's centre.
 * @param signs 1: weight never negative; -1: never positive; 0: either; the prior's centre has them too
 * @throws if the weights have not settled after 100 steps
 */
export function fitLogistic(examples: Examples, signs: readonly number[], prior: Prior): LogisticFit {
  const allSigns = [0, ...signs]
  let current: Float64Array = prior.centre.slice()
  let local = localLoss(examples, current, prior)
  for (let step = 1; step <= MAXIMUM_STEPS; step += 1) {
    const target = solveSignedQuadratic(local.curvature, local.gradient, current, allSigns)
    const direction = target.map((value, place) => value - (current[place] ?? 0))
    const slope = direction.reduce((sum, part, place) => sum + part * (local.gradient[place] ?? 0), 0)
    let length = 1
    let next = target
    let nextLocal = localLoss(examples, next, prior)
    while (nextLocal.loss > local.loss + SUFFICIENT_GAIN * length * slope && length > SETTLED) {
      length /= 2
      next = current.map((value, place) => value + length * (direction[place] ?? 0))
      nextLocal = localLoss(examples, next, prior)
    }
    current = next
    local = nextLocal
    if (direction.every((part) => Math.abs(part) < SETTLED)) {
      return { intercept: current[0] ?? 0, weights: current.slice(1), steps: step }
    }
  }
  throw new Error(`Expected the weights to settle within ${MAXIMUM_STEPS} steps but they still move`)
}

function localLoss(
  { values, labels, weights: counts }: Examples,
  coefficients: Float64Array,
  { centre, penalties }: Prior,
): LocalLoss {
  const size = coefficients.length
  const gradient = new Float64Array(size)
  const curvature = new Float64Array(size * size)
  // Most features are 0 in most examples: only the others of a row are touched.
  const places = new Int32Array(size)
  const row = new Float64Array(size)
  let loss = 0
  for (let example = 0; example < labels.length; example += 1) {
    row[0] = 1
    let filled = 1
    let logOdds = coefficients[0] ?? 0
    for (let place = 1; place < size; place += 1) {
      const value = values[example * (size - 1) + place - 1] ?? 0
      if (value === 0) continue
      places[filled] = place
      row[filled++] = value
      logOdds += value * (coefficients[place] ?? 0)
    }
    const count = counts[example] ?? 0
    const signed = labels[example] === 1 ? logOdds : -logOdds
    loss += count * (Math.max(0, -signed) + Math.log1p(Math.exp(-Math.abs(signed))))
    const probability = 1 / (1 + Math.exp(-logOdds))
    const error = count * (probability - (labels[example] ?? 0))
    const certainty = count * probability * (1 - probability)
    for (let i = 0; i < filled; i += 1) {
      const place = places[i] ?? 0
      gradient[place] = (gradient[place] ?? 0) + error * (row[i] ?? 0)
      const scaled = certainty * (row[i] ?? 0)
      for (let j = 0; j <= i; j += 1) {
        const cell = place * size + (places[j] ?? 0)
        curvature[cell] = (curvature[cell] ?? 0) + scaled * (row[j] ?? 0)
      }
    }
  }
  for (let place = 0; place < size; place += 1) {
    const away = (coefficients[place] ?? 0) - (centre[place] ?? 0)
    const held = penalties[place] ?? 0
    loss += (held / 2) * away * away
    gradient[place] = (gradient[place] ?? 0) + held * away
    curvature[place * size + place] = (curvature[place * size + place] ?? 0) + held + FLOOR
    for (let before = 0; before < place; before += 1) {
      curvature[before * size + place] = curvature[place * size + before] ?? 0
    }
  }
  return { loss, gradient, curvature }
}
