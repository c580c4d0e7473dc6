import { assessScores } from './assess-scores.ts'
import { calibrate, type Calibration } from './calibrate.ts'
import { FEATURES, featureValues } from './features.ts'
import { fitLogistic, type Prior } from './logistic-regression.ts'
import type { PairMeasures } from '../evidence/measure-pair.ts'
import { scorePair, type Scorer, type ScorerFile } from './scorer.ts'

/** A pair that a curator has said something of. */
export interface JudgedPair {
  readonly measures: PairMeasures
  readonly same: boolean
  /** As scorePair takes it */
  readonly category: string | null
  /** As verdictWeights gives it: by it a fit is judged, not fitted */
  readonly weight: number
}

/** Verdicts that a fit takes at least, and both answers must be among them. */
export const LEAST_VERDICTS = 30

/** A category has an intercept of its own from so many verdicts within it, and so many of either answer. */
const CATEGORY_VERDICTS = 30
const CATEGORY_EACH_ANSWER = 5
/** With fewer of either answer, a fit learns hardly more than how often it is given. */
export const LEAST_EACH_ANSWER = 5
/** How strongly weights are pulled towards the shipped ones; the likeliest on held-out verdicts is taken. */
const PENALTIES = [16, 64, 256]
/**
 * The calibration is pulled towards none by so many times that: where the weights hardly leave the shipped ones, its
 * calibration, fitted on thousands of pairs, is worth more than one on verdicts, all of which were in doubt.
 */
const CALIBRATION_PENALTY = 10
const FOLDS = 5
/** Verdicts that the choice is made on, evenly picked: more would only take longer. */
const HELD_OUT_VERDICTS = 1_000
const DIGITS = 1e6
/** What is taken for impossible and is so all the same costs no more than this. */
const LEAST_PROBABILITY = 1e-6

/** The columns of a fit: the features of every scorer, then one for each category with enough verdicts. */
interface Design {
  readonly categories: readonly string[]
  readonly signs: readonly number[]
  readonly base: Scorer
}

interface Fit {
  readonly intercept: number
  readonly weights: Float64Array
}

/** A fit as its verdicts that were left out in turn judge it. */
interface Trial {
  readonly penalty: number
  readonly calibration: Calibration
  /** Calibrated scores of the verdicts, each by a fit that has not seen it */
  readonly scores: readonly number[]
  readonly logLoss: number
}

/** What became of an attempt to fit a scorer again. */
export type Refit =
  | { readonly outcome: 'fitted'; readonly file: ScorerFile }
  /** Fewer than 30 verdicts, or fewer than 5 of one answer */
  | { readonly outcome: 'too-few' }
  /** On verdicts left out, no fit gives the right answers a higher probability than the shipped scorer does */
  | { readonly outcome: 'no-better' }

/**
 * Fits a scorer again from a curator's verdicts: the same logistic model, its weights pulled towards those of the shipped
 * scorer. How strongly, and the calibration, are found on verdicts left out in turn (5 folds). A fit that does no better
 * on them than the shipped scorer is not taken: verdicts come from where the curator was sent, not from everywhere.
 * @param base the shipped scorer
 */
export function refitScorer(
  judged: readonly JudgedPair[],
  base: Scorer,
  naming: { readonly version: string; readonly date: string },
): Refit {
  const same = judged.filter((pair) => pair.same).length
  if (judged.length < LEAST_VERDICTS || Math.min(same, judged.length - same) < LEAST_EACH_ANSWER)
    return { outcome: 'too-few' }
  const design = designOf(judged, base)
  const sampled = everyNth(judged, HELD_OUT_VERDICTS)
  const labels = sampled.map((pair) => pair.same)
  const weights = sampled.map(({ weight }) => weight)
  const shipped = sampled.map(({ measures, category }) => scorePair(measures, base, category).score)
  const best = PENALTIES.map((penalty) => heldOut(sampled, design, penalty)).reduce((kept, trial) =>
    trial.logLoss < kept.logLoss ? trial : kept,
  )
  // Judged as if the verdicts were a fair sample of the candidates, which they are not. What calls nothing the same has
  // learnt no more than how seldom that is the answer.
  const isBetter = meanLogLoss(best.scores, labels, weights) < meanLogLoss(shipped, labels, weights)
  if (!isBetter || assessScores(best.scores, labels, weights).f1 === 0) return { outcome: 'no-better' }
  const fit = fitDesign(judged, design, best.penalty)
  const { f1, calibrationError } = assessScores(best.scores, labels)
  return {
    outcome: 'fitted',
    file: {
      ...asFile(fit, design, best.calibration),
      version: naming.version,
      provenance: {
        method: 'fitted',
        date: naming.date,
        seed: null,
        data: [{ name: 'verdicts', pairs: judged.length, same }],
        figures: {
          'verdicts held out: F1 at 0.5': rounded(f1),
          'the same by the shipped scorer': rounded(assessScores(shipped, labels).f1),
          'verdicts held out: calibration error': rounded(calibrationError),
        },
        notes: `Fitted from verdicts, weights pulled towards ${base.version} by an L2 penalty of ${best.penalty}.`,
      },
    },
  }
}

function heldOut(judged: readonly JudgedPair[], design: Design, penalty: number): Trial {
  const logOdds = heldOutLogOdds(judged, design, penalty)
  const calibration = calibrate(
    logOdds,
    judged.map(({ same }) => same),
    { penalty: CALIBRATION_PENALTY * penalty },
  )
  const scores = logOdds.map((value) => probability(calibration.slope * value + calibration.offset))
  return { penalty, calibration, scores, logLoss: logLoss(logOdds, judged) }
}

function designOf(judged: readonly JudgedPair[], base: Scorer): Design {
  const counts = new Map<string, { same: number; all: number }>()
  for (const { category, same } of judged) {
    if (category === null) continue
    const count = counts.get(category) ?? { same: 0, all: 0 }
    counts.set(category, { same: count.same + (same ? 1 : 0), all: count.all + 1 })
  }
  const categories = [...counts]
    .filter(
      ([, { same, all }]) =>
        all >= CATEGORY_VERDICTS && same >= CATEGORY_EACH_ANSWER && all - same >= CATEGORY_EACH_ANSWER,
    )
    .map(([name]) => name)
    .toSorted()
  return { categories, signs: [...FEATURES.map(({ sign }) => sign), ...categories.map(() => 0)], base }
}

/** The prior keeps a weight where the shipped scorer has it; a category's intercept at its own, or at none. */
function priorOf({ categories, base, signs }: Design, penalty: number): Prior {
  const centre = Float64Array.from([
    base.intercept,
    ...base.weights,
    ...categories.map((name) => base.categories.get(name) ?? 0),
  ])
  return { centre, penalties: new Float64Array(signs.length + 1).fill(penalty) }
}

function rowOf({ measures, category }: JudgedPair, { categories }: Design): Float64Array {
  const row = new Float64Array(FEATURES.length + categories.length)
  row.set(featureValues(measures))
  const place = category === null ? -1 : categories.indexOf(category)
  if (place >= 0) row[FEATURES.length + place] = 1
  return row
}

function fitDesign(judged: readonly JudgedPair[], design: Design, penalty: number): Fit {
  const width = design.signs.length
  const values = new Float64Array(judged.length * width)
  judged.forEach((pair, row) => values.set(rowOf(pair, design), row * width))
  const examples = {
    values,
    labels: Uint8Array.from(judged, ({ same }) => (same ? 1 : 0)),
    weights: new Float64Array(judged.length).fill(1),
  }
  return fitLogistic(examples, design.signs, priorOf(design, penalty))
}

/** The log-odds that each verdict gets from a fit which has not seen it. */
function heldOutLogOdds(judged: readonly JudgedPair[], design: Design, penalty: number): number[] {
  const logOdds = judged.map(() => 0)
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const { intercept, weights } = fitDesign(
      judged.filter((_, place) => place % FOLDS !== fold),
      design,
      penalty,
    )
    for (let place = fold; place < judged.length; place += FOLDS) {
      const pair = judged[place]
      if (pair !== undefined)
        logOdds[place] = rowOf(pair, design).reduce(
          (sum, value, column) => sum + value * (weights[column] ?? 0),
          intercept,
        )
    }
  }
  return logOdds
}

function logLoss(logOdds: readonly number[], judged: readonly JudgedPair[]): number {
  return logOdds.reduce((sum, value, place) => {
    const signed = judged[place]?.same === true ? value : -value
    return sum + Math.max(0, -signed) + Math.log1p(Math.exp(-Math.abs(signed)))
  }, 0)
}

/** Lower is better; unlike F1 it moves with every verdict, so that a few tell as much as they can. */
function meanLogLoss(
  scores: readonly number[],
  same: readonly boolean[],
  weights: readonly number[],
): number {
  let loss = 0
  scores.forEach((score, pair) => {
    const right = same[pair] === true ? score : 1 - score
    loss -= (weights[pair] ?? 0) * Math.log(Math.max(LEAST_PROBABILITY, right))
  })
  return loss / weights.reduce((sum, weight) => sum + weight, 0)
}

function asFile(
  { intercept, weights }: Fit,
  { categories, base }: Design,
  { slope, offset, pairs }: Calibration,
): Omit<ScorerFile, 'version' | 'provenance'> {
  return {
    intercept: rounded(intercept),
    features: FEATURES.map(({ name }, place) => ({ name, weight: rounded(weights[place] ?? 0) })),
    imageMarks: base.imageMarks,
    categories: categories.map((name, place) => ({
      name,
      intercept: rounded(weights[FEATURES.length + place] ?? 0),
    })),
    calibration: { slope: rounded(slope), offset: rounded(offset), pairs },
  }
}

function everyNth<Element>(elements: readonly Element[], wanted: number): readonly Element[] {
  const step = Math.max(1, elements.length / wanted)
  return Array.from(
    { length: Math.min(wanted, elements.length) },
    (_, place) => elements[Math.floor(place * step)],
  ).filter((element) => element !== undefined)
}

function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

function rounded(value: number): number {
  return Math.round(value * DIGITS) / DIGITS
}
