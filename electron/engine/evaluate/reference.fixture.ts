import { readFileSync } from 'node:fs'
import { z } from 'zod'

const numbers = z.array(z.number())
const schema = z.object({
  madeWith: z.string(),
  labels: numbers,
  groups: numbers,
  pairs: z.array(z.tuple([z.number(), z.number(), z.number()])),
  ks: numbers,
  grouped: z.object({
    truePairs: z.number(),
    foundPairs: z.number(),
    correctPairs: z.number(),
    meanRowF1: z.number(),
    bCubed: z.object({ precision: z.number(), recall: z.number(), f1: z.number() }),
  }),
  curve: z.object({
    truePairs: z.number(),
    points: z.array(z.object({ threshold: z.number(), precision: z.number(), recall: z.number() })),
    averagePrecision: z.number(),
  }),
  ranking: z.object({
    recallAt: numbers,
    meanAveragePrecisionAt: numbers,
    whole: z.object({ relevant: z.array(z.boolean()), averagePrecision: z.number() }),
  }),
  reliability: z.object({
    scores: numbers,
    same: z.array(z.boolean()),
    shareSame: numbers,
    meanScore: numbers,
    expectedCalibrationError: z.number(),
    brierScore: z.number(),
  }),
})

/** What models/reference/evaluation.py computed of a small random catalogue, by scikit-learn and NumPy. */
export const reference = schema.parse(
  JSON.parse(
    readFileSync(new URL('../../../models/reference/evaluation/figures.json', import.meta.url), 'utf8'),
  ),
)
