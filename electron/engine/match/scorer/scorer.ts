import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Channel } from '../../../contract/evidence.ts'
import { reliability } from '../../../contract/evaluate.ts'
import { FEATURES, featureValues } from './features.ts'
import type { PairMeasures } from '../evidence/measure-pair.ts'

/** Where a scorer's weights come from, so that a score can be explained years later. */
const provenance = z.object({
  /** "set by hand" or "fitted" */
  method: z.enum(['set by hand', 'fitted']),
  date: z.iso.date(),
  seed: z.number().int().nullable(),
  /** Each data set with how many pairs of it were used */
  data: z.array(z.object({ name: z.string(), pairs: z.number().int(), same: z.number().int() })),
  /** What was measured on pairs that were not used, by name */
  figures: z.record(z.string(), z.number()),
  /** Of all of them together: whether scores are the probabilities they claim to be. Shipped scorers tell it */
  reliability: reliability.optional(),
  notes: z.string(),
})

export const scorerFile = z.object({
  version: z.string().min(1),
  intercept: z.number(),
  features: z.array(z.object({ name: z.string(), weight: z.number() })),
  /** What the distances of the encoder that it was fitted with are worth, so that those of another can be read. */
  imageMarks: z.object({
    sameUpTo: z.number().positive(),
    unrelated: z.number().positive(),
    /** Up to here two pictures are copies of one. Scorers that were fitted in a catalogue before it was kept go by 0.02. */
    copyUpTo: z.number().positive().default(0.02),
  }),
  /** Added to the log-odds where both items are of a category (folded) that was judged often enough. */
  categories: z.array(z.object({ name: z.string(), intercept: z.number() })).default([]),
  /** Platt's: the log-odds are slope x theirs + offset, as was fitted on pairs that the weights were not fitted on. */
  calibration: z
    .object({ slope: z.number().positive(), offset: z.number(), pairs: z.number().int() })
    .nullable()
    .default(null),
  provenance,
})
export type ScorerFile = z.infer<typeof scorerFile>

/** A logistic model over the evidence with its calibration worked in; weights are in the order of FEATURES. */
export interface Scorer {
  readonly version: string
  readonly intercept: number
  readonly weights: Float64Array
  /** By folded category: what it adds where both items are of it */
  readonly categories: ReadonlyMap<string, number>
  readonly imageMarks: ScorerFile['imageMarks']
  readonly provenance: ScorerFile['provenance']
}

export interface PairScore {
  /** Calibrated probability that both are the same product, 0..1 */
  readonly score: number
  /** What each channel added to the log-odds, in nats; with the intercept they sum to ln(score / (1 - score)) */
  readonly contributions: Readonly<Record<Channel, number>>
}

/** @throws if the file is no scorer, or one for other features, or a weight speaks against its feature's sign */
export function parseScorer(json: unknown): Scorer {
  const file = scorerFile.parse(json)
  const names = file.features.map(({ name }) => name)
  const missing = FEATURES.filter(({ name }) => !names.includes(name)).map(({ name }) => name)
  const unknown = names.filter((name) => FEATURES.every((feature) => feature.name !== name))
  if (missing.length > 0 || unknown.length > 0 || names.length !== FEATURES.length) {
    throw new Error(
      `Expected scorer ${file.version} to weigh the ${FEATURES.length} features of this version once each but it lacks [${missing.join(', ')}] and has [${unknown.join(', ')}]`,
    )
  }
  const weights = Float64Array.from(FEATURES, ({ name, sign }) => {
    const weight = file.features.find((entry) => entry.name === name)?.weight ?? 0
    if (weight * sign < 0) {
      throw new Error(
        `Expected a weight of sign ${sign} for "${name}" in scorer ${file.version} but found ${weight}`,
      )
    }
    return weight
  })
  const { slope, offset } = file.calibration ?? { slope: 1, offset: 0 }
  return {
    version: file.version,
    intercept: slope * file.intercept + offset,
    weights: weights.map((weight) => slope * weight),
    categories: new Map(file.categories.map(({ name, intercept }) => [name, slope * intercept])),
    imageMarks: file.imageMarks,
    provenance: file.provenance,
  }
}

/** @throws as parseScorer, and if the file cannot be read or is no JSON */
export async function readScorer(path: string): Promise<Scorer> {
  return parseScorer(JSON.parse(await readFile(path, 'utf8')))
}

/** @param category the folded category that both items are of; null where it is not one */
export function scorePair(
  measures: PairMeasures,
  scorer: Pick<Scorer, 'intercept' | 'weights' | 'categories'>,
  category: string | null = null,
): PairScore {
  const contributions: Record<Channel, number> = {
    bytes: 0,
    phash: 0,
    image: 0,
    title: 0,
    meaning: 0,
    brand: 0,
    category: 0,
    price: 0,
    code: 0,
  }
  const values = featureValues(measures)
  contributions.category = (category === null ? undefined : scorer.categories.get(category)) ?? 0
  let logOdds = scorer.intercept + contributions.category
  FEATURES.forEach((feature, index) => {
    const part = (scorer.weights[index] ?? 0) * (values[index] ?? 0)
    contributions[feature.channel] += part
    logOdds += part
  })
  return { score: 1 / (1 + Math.exp(-logOdds)), contributions }
}
