/**
 * Fits the shipped scorer and writes scorer-5.json:
 *
 *     node models/scorer/fit.ts --data FOLDER --out models/scorer/scorer-5.json [--date YYYY-MM-DD]
 *
 * FOLDER holds clothing/, grocery/, abt-buy/ and walmart-amazon/. Sample catalogues are drawn with seeds other than the
 * one that the application offers (1). The same data, seed and versions give the same weights;
 * fit again when the encoder changes.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { reliabilityDiagram } from '../../electron/engine/evaluate/reliability-diagram.ts'
import { renderSvg } from '../../electron/engine/decode/render-svg.ts'
import { assessScores } from '../../electron/engine/match/scorer/assess-scores.ts'
import { calibrate, type Calibration } from '../../electron/engine/match/scorer/calibrate.ts'
import { FEATURES, featureValues } from '../../electron/engine/match/scorer/features.ts'
import type { PairMeasures } from '../../electron/engine/match/evidence/measure-pair.ts'
import { parseScorer, scorePair, type ScorerFile } from '../../electron/engine/match/scorer/scorer.ts'
import { readModelFor } from '../../electron/engine/models/read-model.ts'
import { generateSample } from '../../electron/engine/sample/generate-sample.ts'
import { samplePairs, type KnownPair } from './catalogue-pairs.ts'
import { fitLogistic, ridge, type Examples } from '../../electron/engine/match/scorer/logistic-regression.ts'
import { listPhotos, type Photo } from '../encoder/list-photos.ts'
import { describeFiles } from './describe-files.ts'
import { imageMarks } from './image-marks.ts'
import { photoPairs } from './photo-pairs.ts'
import { seededRandom } from './random.ts'
import { titlePairs } from './title-pairs.ts'

const SEED = 7
const TRAIN_SAMPLE_SEEDS = [2, 3, 4]
const HELD_OUT_SAMPLE_SEEDS = [9, 10, 11]
const SAMPLE_PRODUCTS = 108
/** Every data set counts as much as this many pairs, whatever its size. */
const PAIRS_A_SET = 5_000
const PENALTY = 1
const VERSION = 'scorer-5'
/** Parts of the training pairs that are left out in turn, to calibrate on pairs that a fit has not seen. */
const FOLDS = 4
/** One validation photo in so many tells how far apart the unrelated lie. */
const MARKED_PHOTO_STEP = 2

const PHOTO_SPLITS = { train: 'validation', valid: 'test' } as const

interface KnownSet {
  readonly name: string
  readonly pairs: readonly KnownPair[]
}

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' }, date: { type: 'string' } },
})
if (options.data === undefined || options.out === undefined) {
  throw new Error('Expected --data FOLDER and --out FILE')
}

const encoderFolder = fileURLToPath(new URL('../encoder', import.meta.url))
const encoder = (await readModelFor(encoderFolder, 'embed-pictures')).manifest
const work = await mkdtemp(join(tmpdir(), 'fit-scorer-'))
try {
  const { photos } = await listPhotos(options.data)
  const training = await gather(options.data, photos, 'train', work)
  const heldOut = await gather(options.data, photos, 'valid', work)
  const examples = toExamples(training)
  const { intercept, weights, steps } = fitWeights(examples)
  const calibration = calibrateOutOfFold(examples)
  const { slope, offset } = calibration
  const { pictures: marked } = await describeFiles(
    photos
      .filter(({ split }) => split === 'validation')
      .filter((_, place) => place % MARKED_PHOTO_STEP === 0)
      .map(({ path }) => path),
  )
  const calibrated = {
    intercept: slope * intercept + offset,
    weights: weights.map((weight) => slope * weight),
    categories: new Map<string, number>(),
  }
  const marks = imageMarks(encoder, marked.embeddings ?? new Float32Array(), marked.dimension)
  const figures: Record<string, number> = {}
  const scored = heldOut.map(({ name, pairs }) => ({
    name,
    pairs: pairs.map(({ measures, same }) => ({ score: scorePair(measures, calibrated).score, same })),
  }))
  for (const { name, pairs } of scored) {
    const { precision, recall, f1, calibrationError } = assessScores(
      pairs.map(({ score }) => score),
      pairs.map(({ same }) => same),
    )
    Object.assign(figures, {
      [`${name}: precision at 0.5`]: rounded(precision),
      [`${name}: recall at 0.5`]: rounded(recall),
      [`${name}: F1 at 0.5`]: rounded(f1),
      [`${name}: calibration error`]: rounded(calibrationError),
    })
  }
  const file: ScorerFile = {
    version: VERSION,
    intercept: rounded(intercept),
    imageMarks: marks,
    categories: [],
    calibration: { slope: rounded(slope), offset: rounded(offset), pairs: calibration.pairs },
    features: FEATURES.map(({ name }, index) => ({ name, weight: rounded(weights[index] ?? 0) })),
    provenance: {
      method: 'fitted',
      date: options.date ?? new Date().toISOString().slice(0, 10),
      seed: SEED,
      data: training.map(({ name, pairs }) => ({
        name,
        pairs: pairs.length,
        same: pairs.filter(({ same }) => same).length,
      })),
      figures,
      reliability: reliabilityDiagram(scored.flatMap(({ pairs }) => pairs)),
      notes: `Fitted by models/scorer/fit.ts: logistic regression with signs and an L2 penalty of ${PENALTY}, ${steps} Newton steps; every set counts the same. Calibrated by Platt's method on log-odds of pairs left out in turn (${FOLDS} folds). Image distances by ${encoder.id} ${encoder.version}, weights ${encoder.files[0]?.sha256}. Figures are of held-out pairs: sample seed ${HELD_OUT_SAMPLE_SEEDS.join(', ')}, photos of products and senders that neither scorer nor encoder has seen, the valid split of tables.`,
    },
  }
  parseScorer(file)
  await writeFile(options.out, `${JSON.stringify(file, null, 2)}\n`)
  for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`)
} finally {
  await rm(work, { recursive: true })
}

async function gather(
  data: string,
  photos: readonly Photo[],
  split: 'train' | 'valid',
  folder: string,
): Promise<KnownSet[]> {
  const chance = seededRandom(split === 'train' ? SEED : SEED + 1)
  const sample: KnownPair[] = []
  for (const seed of split === 'train' ? TRAIN_SAMPLE_SEEDS : HELD_OUT_SAMPLE_SEEDS) {
    const drawn = join(folder, `sample-${seed}`)
    await generateSample(drawn, renderSvg, { seed, products: SAMPLE_PRODUCTS })
    sample.push(...(await samplePairs(drawn)))
  }
  const pairsOf = (parts: readonly Photo['part'][]): Promise<KnownPair[]> =>
    photoPairs(
      // Fitted on photos that the encoder was not trained on, and measured on products and senders new to both.
      photos.filter((photo) => photo.split === PHOTO_SPLITS[split] && parts.includes(photo.part)),
      join(folder, `${parts[0]}-${split}`),
      chance,
    )
  const clothing = await pairsOf(['clothing'])
  const grocery = await pairsOf(['grocery-train', 'grocery-val'])
  const viewed = (pairs: readonly KnownPair[], keep: (measures: PairMeasures) => PairMeasures): KnownPair[] =>
    pairs.map(({ same, measures }) => ({ same, measures: keep(measures) }))
  return [
    { name: 'sample', pairs: sample },
    { name: 'sample, pictures and titles', pairs: viewed(sample, picturesAndTitles) },
    { name: 'sample, pictures only', pairs: viewed(sample, picturesOnly) },
    { name: 'sample, no pictures', pairs: viewed(sample, withoutPictures) },
    { name: 'sample, no embeddings', pairs: viewed(sample, withoutEmbeddings) },
    { name: 'clothing photos and copies', pairs: clothing },
    { name: 'grocery photos and copies', pairs: grocery },
    { name: 'photos, no embeddings', pairs: viewed([...clothing, ...grocery], withoutEmbeddings) },
    { name: 'abt-buy', pairs: await titlePairs(join(data, 'abt-buy'), split) },
    { name: 'walmart-amazon', pairs: await titlePairs(join(data, 'walmart-amazon'), split) },
  ]
}

function picturesAndTitles(measures: PairMeasures): PairMeasures {
  return { ...measures, brand: null, category: null, price: null, code: null, identifier: null }
}

function picturesOnly(measures: PairMeasures): PairMeasures {
  return { ...picturesAndTitles(measures), title: null, facts: null, wordConflicts: null }
}

function withoutPictures(measures: PairMeasures): PairMeasures {
  return {
    ...measures,
    bytes: null,
    phash: null,
    image: null,
    scaledImage: null,
    pictureA: null,
    pictureB: null,
  }
}

/** As before the pictures are encoded, or where no encoder is at hand: pHash must be calibrated alone. */
function withoutEmbeddings(measures: PairMeasures): PairMeasures {
  return { ...measures, image: null, scaledImage: null }
}

function toExamples(sets: readonly KnownSet[]): Examples {
  const all = sets.flatMap(({ pairs }) =>
    pairs.map((pair) => ({ ...pair, weight: PAIRS_A_SET / pairs.length })),
  )
  const values = new Float64Array(all.length * FEATURES.length)
  all.forEach(({ measures }, example) => values.set(featureValues(measures), example * FEATURES.length))
  return {
    values,
    labels: Uint8Array.from(all, ({ same }) => (same ? 1 : 0)),
    weights: Float64Array.from(all, ({ weight }) => weight),
  }
}

function fitWeights(examples: Examples): ReturnType<typeof fitLogistic> {
  return fitLogistic(
    examples,
    FEATURES.map(({ sign }) => sign),
    ridge(FEATURES.length, PENALTY),
  )
}

function calibrateOutOfFold(examples: Examples): Calibration {
  const logOdds: number[] = []
  const same: boolean[] = []
  const counts: number[] = []
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const { intercept, weights } = fitWeights(rowsOf(examples, (row) => row % FOLDS !== fold))
    const left = rowsOf(examples, (row) => row % FOLDS === fold)
    left.labels.forEach((label, row) => {
      const values = left.values.subarray(row * FEATURES.length, (row + 1) * FEATURES.length)
      logOdds.push(values.reduce((sum, value, place) => sum + value * (weights[place] ?? 0), intercept))
      same.push(label === 1)
      counts.push(left.weights[row] ?? 0)
    })
  }
  return calibrate(logOdds, same, { weights: counts })
}

function rowsOf({ values, labels, weights }: Examples, keep: (row: number) => boolean): Examples {
  const kept = Array.from(labels.keys()).filter(keep)
  const chosen = new Float64Array(kept.length * FEATURES.length)
  kept.forEach((row, place) =>
    chosen.set(values.subarray(row * FEATURES.length, (row + 1) * FEATURES.length), place * FEATURES.length),
  )
  return {
    values: chosen,
    labels: Uint8Array.from(kept, (row) => labels[row] ?? 0),
    weights: Float64Array.from(kept, (row) => weights[row] ?? 0),
  }
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
