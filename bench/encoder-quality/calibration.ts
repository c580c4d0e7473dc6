import { fitLogistic, ridge } from '../../electron/engine/match/scorer/logistic-regression.ts'
import { reliabilityDiagram } from '../../electron/engine/evaluate/reliability-diagram.ts'
import type { Reliability } from '../../electron/contract/evaluate.ts'
import type { CandidatePair, CopiesFound } from './copies.ts'

/** Precisions for which the validation photos' distances are told. */
const PRECISIONS = [0.5, 0.9, 0.99, 0.999] as const
/** Keeps the logarithm of a distance finite. */
const LEAST_DISTANCE = 1e-3
const PENALTY = 1e-3

export interface DistanceAtPrecision {
  readonly precision: number
  /** Of the validation photos; null where none is as precise. */
  readonly distance: number | null
  /** What that distance gives on the test photos. */
  readonly test: { readonly precision: number; readonly recall: number } | null
}

export interface CalibrationFigures {
  readonly space: string
  /** Where two pictures as likely show the same as something else: what a manifest's `sameUpTo` means. */
  readonly sameUpTo: number
  readonly atPrecision: readonly DistanceAtPrecision[]
  /** Of the probability fitted on the validation photos, on candidate pairs of the test photos. */
  readonly reliability: Reliability
}

interface WeightedPair extends CandidatePair {
  readonly weight: number
}

/**
 * Learns on validation photos alone; the test photos only say how well it holds. How many of them show clothes and how many
 * groceries, of which there are more that look alike, is known before anything is measured, and the pairs count by it.
 */
export function calibrateDistances(validation: CopiesFound, test: CopiesFound): CalibrationFigures {
  const learnt = weightedAs(validation.candidates, test.candidates)
  const probability = fitProbability(learnt)
  return {
    space: test.space,
    sameUpTo: evenDistance(probability),
    atPrecision: PRECISIONS.map((precision) => {
      const distance = distanceAt(learnt, precision)
      return { precision, distance, test: distance === null ? null : heldUp(test, distance) }
    }),
    reliability: reliabilityDiagram(
      test.candidates.map(({ distance, same }) => ({ score: probability(distance), same })),
    ),
  }
}

/** The pairs, with weights by which each part has the share that it has among the others. */
export function weightedAs(
  pairs: readonly CandidatePair[],
  others: readonly CandidatePair[],
): WeightedPair[] {
  const shareOf = (part: CandidatePair['part'], among: readonly CandidatePair[]): number =>
    among.filter((pair) => pair.part === part).length / among.length
  const weights = {
    clothing: shareOf('clothing', others) / shareOf('clothing', pairs),
    grocery: shareOf('grocery', others) / shareOf('grocery', pairs),
  }
  return pairs.map((pair) => ({ ...pair, weight: weights[pair.part] }))
}

/** The largest distance up to which so large a share of the pairs is the same. */
export function distanceAt(
  pairs: readonly Pick<WeightedPair, 'distance' | 'same' | 'weight'>[],
  precision: number,
): number | null {
  const sorted = pairs.toSorted((one, other) => one.distance - other.distance)
  let [right, all, found]: [number, number, number | null] = [0, 0, null]
  sorted.forEach(({ distance, same, weight }, n) => {
    all += weight
    if (same) right += weight
    if (sorted[n + 1]?.distance !== distance && right / all >= precision) found = distance
  })
  return found
}

function heldUp({ candidates, candidateCopies }: CopiesFound, distance: number): DistanceAtPrecision['test'] {
  const called = candidates.filter((pair) => pair.distance <= distance)
  const right = called.filter(({ same }) => same).length
  return called.length === 0 ? null : { precision: right / called.length, recall: right / candidateCopies }
}

/** Logistic in the distance and its logarithm, which bends it where copies are thick. */
function fitProbability(pairs: readonly WeightedPair[]): (distance: number) => number {
  const features = (distance: number): [number, number] => [
    distance,
    Math.log(Math.max(distance, LEAST_DISTANCE)),
  ]
  const fit = fitLogistic(
    {
      values: Float64Array.from(pairs.flatMap(({ distance }) => features(distance))),
      labels: Uint8Array.from(pairs, ({ same }) => (same ? 1 : 0)),
      weights: Float64Array.from(pairs, ({ weight }) => weight),
    },
    [-1, -1],
    ridge(2, PENALTY),
  )
  return (distance) => {
    const [plain, logarithm] = features(distance)
    const logOdds = fit.intercept + (fit.weights[0] ?? 0) * plain + (fit.weights[1] ?? 0) * logarithm
    return 1 / (1 + Math.exp(-logOdds))
  }
}

const BISECTIONS = 40

function evenDistance(probability: (distance: number) => number): number {
  let [near, far] = [0, 2]
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (near + far) / 2
    if (probability(middle) > 0.5) near = middle
    else far = middle
  }
  return near
}
