import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createRouterClient } from '@orpc/server'
import type { EngineClient } from '../electron/contract/index.ts'
import type { Job } from '../electron/contract/jobs.ts'
import type { LearningCurve } from '../electron/contract/queue.ts'
import { createEngine } from '../electron/engine/create-engine.ts'
import { assessScores } from '../electron/engine/match/scorer/assess-scores.ts'
import { candidatePairs } from '../electron/engine/match/candidate-pairs.ts'
import { prepareMatch } from '../electron/engine/match/prepare-match.ts'
import { refitScorer } from '../electron/engine/match/scorer/refit-scorer.ts'
import { parseScorer, scorePair, type Scorer } from '../electron/engine/match/scorer/scorer.ts'
import { readShippedScorer } from '../electron/engine/match/scorer/shipped-scorer.ts'
import { titleNeighbours } from '../electron/engine/match/title-neighbours/title-neighbours.ts'
import { verdictWeights } from '../electron/engine/match/scorer/verdict-weights.ts'
import type { KnownPair } from '../models/scorer/catalogue-pairs.ts'
import { readKnownTable, titlePairs } from '../models/scorer/title-pairs.ts'
import { printTable } from './table.ts'

/**
 * How good the scorer and the queue are on known truth; nothing is fitted or chosen on test rows.
 * `npm run bench:quality -- [--data FOLDER]` with abt-buy/ and walmart-amazon/ in FOLDER. With `--encoder`, how good picture
 * encoders are instead: see encoder-quality.ts.
 */
const VERDICTS = 200
const NEIGHBOURS = 50

const shipped = await readShippedScorer()
// A script of its own, with more options, since it takes much longer than all of this one.
if (process.argv.includes('--encoder')) await import('./encoder-quality.ts')
else await scorerAndQueue()

async function scorerAndQueue(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  if (values.data === undefined)
    console.log('Tables: not run; give --data FOLDER with abt-buy and walmart-amazon in it.')
  else for (const name of ['abt-buy', 'walmart-amazon']) await tableBench(join(values.data, name), name)
  await catalogueBench('Sample catalogue', (client) => client.sources.importSample())
  if (values.data !== undefined) {
    const table = join(values.data, 'abt-buy', 'catalogue.csv')
    const mapping = { id: 'id', title: 'name', images: [], labelGroup: 'product_group' }
    await catalogueBench('abt-buy, all groups', (client) => client.sources.import({ table, mapping }))
  }
  console.log('\nPicture encoders: not run; they take long. Add --encoder for their tables alone.')
}

async function tableBench(folder: string, name: string): Promise<void> {
  const test = await titlePairs(folder, 'test')
  const refitted = refitFrom(await titlePairs(folder, 'train'))
  printTable(`${name}, ${test.length} test pairs`, [
    [
      `known pairs among the candidates (titles' ${NEIGHBOURS} nearest and codes)`,
      await candidateRecall(folder),
    ],
    ...figures(`shipped scorer (${shipped.version})`, test, shipped),
    ...(refitted === null
      ? [[`after ${VERDICTS} verdicts`, 'no fit was better than the shipped one'] as const]
      : figures(`after ${VERDICTS} verdicts on train pairs`, test, refitted)),
  ])
}

/** Of all pairs known as the same product, those that the channels of a table without pictures bring together. */
async function candidateRecall(folder: string): Promise<string> {
  const { input, pairs } = await readKnownTable(folder)
  const { codes, titleVectors } = await prepareMatch(input)
  const neighbours = await titleNeighbours(titleVectors, NEIGHBOURS)
  const title = { name: 'title', of: 'items', closeDistance: 0, neighbours } as const
  const { a, b } = await candidatePairs(input, codes, [title])
  const found = new Set(Array.from(a, (item, pair) => `${item} ${b[pair]}`))
  const known = pairs.filter(({ same }) => same)
  const brought = known.filter((pair) => found.has(`${Math.min(pair.a, pair.b)} ${Math.max(pair.a, pair.b)}`))
  return `${brought.length} of ${known.length} (${(brought.length / known.length).toFixed(4)})`
}

function figures(name: string, pairs: readonly KnownPair[], scorer: Scorer): [string, string][] {
  const { precision, recall, f1, calibrationError } = assessScores(
    pairs.map(({ measures }) => scorePair(measures, scorer).score),
    pairs.map(({ same }) => same),
  )
  return [
    [`${name}: F1`, `${f1.toFixed(3)} (precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)})`],
    [`${name}: calibration error`, calibrationError.toFixed(4)],
  ]
}

/** A curator answers the pairs that the shipped scorer is least sure of. */
function refitFrom(train: readonly KnownPair[]): Scorer | null {
  const scored = train.map((pair, place) => ({
    ...pair,
    itemA: 2 * place,
    itemB: 2 * place + 1,
    score: scorePair(pair.measures, shipped).score,
  }))
  const asked = scored
    .toSorted((a, b) => Math.abs(a.score - 0.5) - Math.abs(b.score - 0.5))
    .slice(0, VERDICTS)
  const weights = verdictWeights(scored, asked)
  const judged = asked.map(({ measures, same }, place) => ({
    measures,
    same,
    category: null,
    weight: weights[place] ?? 0,
  }))
  const refit = refitScorer(judged, shipped, { version: 'bench', date: '2026-01-01' })
  return refit.outcome === 'fitted' ? parseScorer(refit.file) : null
}

async function catalogueBench(name: string, start: (client: EngineClient) => Promise<Job>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'doublet-quality-'))
  const engine = createEngine({
    host: 'headless',
    dataFolder: join(folder, 'data'),
    allowedRoots: null,
    reviewer: 'bench',
  })
  const client: EngineClient = createRouterClient(engine.router)
  try {
    await client.catalogue.create({ path: join(folder, 'Quality.doublet') })
    await finish(client, () => start(client), 'match')
    const job = await finish(client, () => client.queue.simulate({ verdicts: VERDICTS }), 'simulate')
    const curve = await client.queue.learningCurve({ jobId: job.id })
    if (curve === null)
      throw new Error(
        `Expected a learning curve but the job said: ${job.notes.map(({ words }) => words).join(' ')}`,
      )
    printTable(name, [...curveRows(curve), ...(await reportRows(client))])
  } finally {
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function reportRows(client: EngineClient): Promise<[string, string][]> {
  const job = await finish(client, () => client.evaluate.start({ compare: [] }), 'evaluate')
  const report = await client.evaluate.report({ jobId: job.id })
  if (report === null)
    throw new Error(`Expected a report but the job said: ${job.notes.map(({ words }) => words).join(' ')}`)
  const { figures, reliability, candidateRecall: recall } = report
  return [
    ['pair F1 without verdicts', (figures.pairs.f1 ?? 0).toFixed(4)],
    ['known pairs that are kept with a score', (recall ?? 0).toFixed(4)],
    [
      `calibration error over the ${reliability.pairs} pairs kept`,
      (reliability.expectedCalibrationError ?? 0).toFixed(4),
    ],
  ]
}

function curveRows({ curves, valueReachesRandomAfter }: LearningCurve): [string, string][] {
  const [first] = curves
  return [
    ['F1 of the groups before any verdict', (first?.points[0]?.f1 ?? 0).toFixed(4)],
    ...curves.map(({ order, points }): [string, string] => [
      `after ${points.at(-1)?.verdicts} verdicts, ${order} order (halfway)`,
      `${(points.at(-1)?.f1 ?? 0).toFixed(4)} (${(points[Math.floor(points.length / 2)]?.f1 ?? 0).toFixed(4)})`,
    ]),
    [
      'value order reaches the final F1 of random order after',
      `${valueReachesRandomAfter ?? 'never'} verdicts`,
    ],
  ]
}

async function finish(client: EngineClient, start: () => Promise<Job>, last: Job['kind']): Promise<Job> {
  const stop = new AbortController()
  const events = await client.jobs.watch(undefined, { signal: stop.signal })
  await start()
  for await (const event of events) {
    if (event.type !== 'job' || event.job.kind !== last) continue
    if (event.job.status === 'failed') throw new Error(event.job.error?.words ?? 'The job failed')
    if (event.job.status !== 'done') continue
    stop.abort()
    return event.job
  }
  throw new Error('The engine stopped reporting')
}
