import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { groupId, itemId } from './identifiers.ts'
import { job } from './jobs.ts'
import { saying } from './saying.ts'

/**
 * What a list of likely pairs is made by: the score, which unites all evidence, one kind of evidence alone, pictures and
 * titles each by a threshold of its own, or text: titles in one of the text settings.
 */
export const evaluationChannel = z.enum([
  'score',
  'image',
  'phash',
  'title',
  'meaning',
  'image+title',
  'text',
])
export type EvaluationChannel = z.infer<typeof evaluationChannel>

/**
 * How likely pairs become matches. groups: Doublet's, without the verdicts. components: whatever is connected.
 * neighbours: the pairs as they are. reciprocal: pairs that are among the best of both. fallback: an item without any
 * takes its best. by-category: a threshold for each category, chosen on one half of the known products and used on the
 * other. reviewed-groups: the catalogue's groups as they stand, verdicts included.
 */
export const groupingRule = z.enum([
  'reviewed-groups',
  'groups',
  'components',
  'neighbours',
  'reciprocal',
  'fallback',
  'by-category',
])
export type GroupingRule = z.infer<typeof groupingRule>

/** What thresholds are numbers of, in English. */
export const evaluationMetric = z.enum(['calibrated probability', 'differing bits of 64', 'cosine distance'])
export type EvaluationMetric = z.infer<typeof evaluationMetric>

export const comparison = z.enum(['channels', 'texts', 'rules'])
export type Comparison = z.infer<typeof comparison>

const distances = (maximum: number) => z.array(z.number().min(0).max(maximum)).min(1).max(50).optional()

/** Thresholds to compare, each in its channel's own unit; the usual ones where they are left out. */
export const comparedThresholds = z.object({
  /** Lowest score. */
  score: distances(1),
  /** Greatest cosine distance. */
  image: distances(1),
  title: distances(1),
  meaning: distances(1),
  /** Of every text setting. */
  text: distances(1),
  /** Most bits that differ. */
  phash: distances(64),
})
export type ComparedThresholds = z.infer<typeof comparedThresholds>

export const evaluationTruth = z.discriminatedUnion('kind', [
  /** What the items' source calls their group. */
  z.object({ kind: z.literal('label-group') }),
  /** A table of judged pairs: id_a, id_b, same_product; with `split`, only its rows of that split. */
  z.object({ kind: z.literal('pairs'), path: z.string().min(1), split: z.string().min(1).nullable() }),
])
export type EvaluationTruth = z.infer<typeof evaluationTruth>

export const evaluationRequest = z.object({
  truth: evaluationTruth.default({ kind: 'label-group' }),
  /** What the table sets side by side; all when left out. */
  compare: z.array(comparison).default(['channels', 'texts', 'rules']),
  thresholds: comparedThresholds.default({}),
  /** A text file of word vectors, for the text settings that need one; left out: the one that matching was given last. */
  glove: z.string().min(1).optional(),
})
export type EvaluationRequest = z.infer<typeof evaluationRequest>

/** 0..1; null where there is nothing to divide by. */
const share = z.number().min(0).max(1).nullable()

export const pairFigures = z.object({
  truePairs: z.number(),
  foundPairs: z.number(),
  correctPairs: z.number(),
  precision: share,
  recall: share,
  f1: share,
})
export type PairFigures = z.infer<typeof pairFigures>

/** How well matches agree with the truth, counted in three ways; only items whose product is known count. */
export const matchFigures = z.object({
  pairs: pairFigures,
  /** The contest's figure: F1 of each item's matches, itself among them, at most 50, averaged over the items. */
  meanRowF1: share,
  /** Precision and recall of each item's matches, itself among them, averaged over the items. */
  bCubed: z.object({ precision: share, recall: share, f1: share }),
})
export type MatchFigures = z.infer<typeof matchFigures>

/** A point of a curve: what is found when everything up to this threshold is taken. */
export const curvePoint = z.object({ threshold: z.number(), precision: z.number(), recall: z.number() })
export type CurvePoint = z.infer<typeof curvePoint>

export const precisionRecall = z.object({
  /** From the strictest threshold to the loosest, at most 200 points. */
  points: z.array(curvePoint),
  /** Area under the curve, as the sum of precision over the steps of recall. */
  averagePrecision: share,
  /** The point of the threshold in use. */
  operatingPoint: curvePoint.nullable(),
})
export type PrecisionRecall = z.infer<typeof precisionRecall>

const atK = z.array(z.object({ k: z.number().int(), value: share }))

export const channelFigures = z.object({
  channel: evaluationChannel,
  /** What it is measured by: a model's or the scorer's name. */
  model: z.string(),
  metric: evaluationMetric,
  /** Pairs that it measured. */
  pairs: z.number().int(),
  curve: precisionRecall,
  /** Share of an item's true matches among its k best, averaged over the items that have any. */
  recallAt: atK,
  /** Mean over items of AP@k = 1/GTP * sum of P@k * rel@k. */
  meanAveragePrecisionAt: atK,
})
export type ChannelFigures = z.infer<typeof channelFigures>

export const categoryFigures = z.object({
  category: z.string(),
  items: z.number().int(),
  truePairs: z.number(),
  /** Of the reviewed groups, within the category. */
  figures: matchFigures,
  /** By score. */
  curve: precisionRecall,
})
export type CategoryFigures = z.infer<typeof categoryFigures>

export const reliability = z.object({
  /** Scored pairs whose truth is known. */
  pairs: z.number().int(),
  /** Mean distance of score and truth over the bins, weighted by their pairs. */
  expectedCalibrationError: share,
  /** Mean squared distance of score and truth. */
  brierScore: share,
  /** Ten of equal width; those without pairs are left out. */
  bins: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      pairs: z.number().int(),
      meanScore: z.number(),
      shareSame: z.number(),
    }),
  ),
})
export type Reliability = z.infer<typeof reliability>

/** A pair that is judged wrongly, with what a window needs to link to it. */
export const pairError = z.object({
  itemA: itemId,
  itemB: itemId,
  externalIdA: z.string(),
  externalIdB: z.string(),
  titleA: z.string().nullable(),
  titleB: z.string().nullable(),
  /** Null: no channel brought the two together, or hardly anything speaks for them. */
  score: z.number().nullable(),
  /** The group each lies in; null for none. */
  groupA: groupId.nullable(),
  groupB: groupId.nullable(),
})
export type PairError = z.infer<typeof pairError>

export const comparedSetting = z.object({
  model: z.string(),
  channel: evaluationChannel,
  rule: groupingRule,
  metric: evaluationMetric,
  /** In English: "0.3", "image 0.3, title 0.17", "0.35 to 0.8 by category". */
  threshold: z.string(),
  /** The numbers of `threshold`; left out in a report of an earlier version. */
  limits: z.array(z.number()).optional(),
  /** Set where no other threshold of the same model and rule has a higher mean F1 by row. */
  best: z.literal(true).optional(),
  figures: matchFigures,
})
export type ComparedSetting = z.infer<typeof comparedSetting>

const words = z.string()
/** What to keep in mind when reading figures, with its numbers; `words` is the same as an English sentence. */
export const evaluationNote = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum([
      'empty-catalogue',
      'no-labels',
      'only-judged-pairs',
      'no-different-pairs',
      'one-label',
      'no-true-pairs',
      'not-matched',
    ]),
    words,
  }),
  z.object({ kind: z.literal('some-labelled'), labelled: z.number().int(), items: z.number().int(), words }),
  /** The first of them, and how many more there are. */
  z.object({ kind: z.literal('unknown-ids'), ids: z.array(z.string()), more: z.number().int(), words }),
  z.object({ kind: z.enum(['unclear-rows', 'contradicting-rows']), count: z.number().int(), words }),
  /** Of a report from before notes had kinds. */
  z.object({ kind: z.literal('earlier'), words }),
])
export type EvaluationNote = z.infer<typeof evaluationNote>

export const evaluationReport = z.object({
  jobId: z.number().int().positive(),
  createdAt: z.string(),
  truth: evaluationTruth,
  threshold: z.number(),
  scorerVersion: z.string().nullable(),
  items: z.number().int(),
  /** Items whose product is known, and the products. */
  labelledItems: z.number().int(),
  products: z.number().int(),
  truePairs: z.number(),
  /** Share of the true pairs that matching scored at all: what no threshold can exceed. */
  candidateRecall: share,
  /** The catalogue's groups as they stand. */
  figures: matchFigures,
  channels: z.array(channelFigures),
  /** The largest first, at most 20. */
  categories: z.array(categoryFigures),
  reliability,
  worst: z.object({
    /** Different products, highest score first, at most 50. */
    wrong: z.array(pairError),
    /** The same product but not in one group, lowest score first, at most 50. */
    missed: z.array(pairError),
  }),
  table: z.array(comparedSetting),
  notes: z.array(evaluationNote),
})
export type EvaluationReport = z.infer<typeof evaluationReport>

export const rankingRequest = z.object({
  /** Tables that were imported before; query pictures are compared by their boxes. */
  gallery: z.string().min(1),
  queries: z.string().min(1),
  /**
   * The .npy file; a .csv of the same ranking is written beside it. Left out: in the catalogue's exports folder, to be
   * downloaded by name.
   */
  out: z.string().min(1).optional(),
  top: z.number().int().min(1).max(100_000).default(1000),
})
export const rankingReport = z.object({
  jobId: z.number().int().positive(),
  npy: z.string(),
  csv: z.string(),
  queries: z.number().int(),
  gallery: z.number().int(),
  /** Rows that could not take part, for want of a picture: their row of the ranking is all -1. */
  queriesWithoutPicture: z.number().int(),
  galleryWithoutPicture: z.number().int(),
  top: z.number().int(),
  model: z.string(),
  /** AP@top = 1/GTP * sum of P@k * rel@k, averaged over the queries with a true match; null where none is known. */
  meanAveragePrecision: share,
  queriesWithTruth: z.number().int(),
  /** The first of the queries that have a picture, and the listings nearest to each; none in an older report. */
  preview: z.array(z.object({ query: itemId, hits: z.array(itemId) })).default([]),
  /** What could not take part, and rows that are not full. */
  notes: z.array(saying),
})
export type RankingReport = z.infer<typeof rankingReport>

const ofJob = z.object({ jobId: z.number().int().positive().optional() })

export const evaluateContract = {
  /** Starts a job that compares matching with known products; nothing of the catalogue is changed. */
  start: oc.errors(errorMap).input(evaluationRequest).output(job),
  /** What a job found, or the newest; null before the first. */
  report: oc.errors(errorMap).input(ofJob).output(evaluationReport.nullable()),
  /** The newest 20 that are kept, newest first. */
  list: oc.errors(errorMap).output(
    z.array(
      z.object({
        jobId: z.number().int().positive(),
        createdAt: z.string(),
        truth: evaluationTruth,
        threshold: z.number(),
        f1: share,
        meanRowF1: share,
      }),
    ),
  ),
  /** Writes a report's table as CSV to `path`, or into the catalogue's exports folder, to be downloaded by name. */
  exportTable: oc
    .errors(errorMap)
    .input(ofJob.extend({ path: z.string().optional() }))
    .output(z.object({ path: z.string(), fileName: z.string(), rows: z.number().int(), bytes: z.number() })),
  /** Starts a job that ranks an imported gallery for every imported query. */
  startRanking: oc.errors(errorMap).input(rankingRequest).output(job),
  ranking: oc.errors(errorMap).input(ofJob).output(rankingReport.nullable()),
}
