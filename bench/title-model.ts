import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { z } from 'zod'
import { readBertConfig } from '../electron/engine/models/architectures/bert-config.ts'
import { textModelGraph } from '../electron/engine/models/architectures/text-model-graph.ts'
import { readTextPooling } from '../electron/engine/models/architectures/text-pooling-files.ts'
import { readTokenInput } from '../electron/engine/models/tokenizer/read-token-input.ts'
import { type EncodedTitles, TitleTokenizer } from '../electron/engine/models/tokenizer/title-tokenizer.ts'
import type { TokenInput } from '../electron/engine/models/tokenizer/token-input.ts'
import { openModelWeights } from '../electron/engine/models/weights/open-model-weights.ts'
import { readSafetensors } from '../electron/engine/models/weights/read-safetensors.ts'
import { printTable } from './table.ts'

const TITLES = 1000
const BATCH = 8
const REFERENCE = resolve(import.meta.dirname, '../models/reference')
const CATALOGUES = ['abt-buy', 'walmart-amazon']
const TOKENIZER_FILES = [
  'config.json',
  'sentence_bert_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'vocab.txt',
]

const row = z.object({ name: z.string().optional(), title: z.string().optional() })

/** Every n-th title of both catalogues. */
function readTitles(dataFolder: string): string[] {
  const titles = CATALOGUES.flatMap((name) => {
    const rows: unknown = parse(readFileSync(join(dataFolder, name, 'catalogue.csv')), { columns: true })
    return z
      .array(row)
      .parse(rows)
      .map(({ name, title }) => title ?? name ?? '')
  })
  if (titles.length < TITLES)
    throw new Error(`Expected ${TITLES} titles in ${dataFolder} but found ${titles.length}`)
  return Array.from(
    { length: TITLES },
    (_, index) => titles[Math.floor((index * titles.length) / TITLES)] ?? '',
  )
}

interface TitleModel {
  readonly tokenizer: TitleTokenizer
  readonly tokens: TokenInput
  readonly session: InferenceSession
  readonly dimension: number
}

/** Builds the model in a folder of its own, as an import does, and opens it on one thread. */
async function openTitleModel(source: string, folder: string): Promise<TitleModel> {
  for (const file of TOKENIZER_FILES) {
    if (existsSync(join(source, file))) copyFileSync(join(source, file), join(folder, file))
  }
  const signal = new AbortController().signal
  const tensors = await openModelWeights({ source, destination: folder, signal })
  const config = readBertConfig(JSON.parse(readFileSync(join(source, 'config.json'), 'utf8')))
  const tokens = await readTokenInput(folder)
  const { graph, dimension, leftover } = textModelGraph(
    tensors,
    config,
    tokens,
    await readTextPooling(source),
  )
  if (leftover.length > 0) console.warn(`Not used: ${leftover.join(', ')}`)
  const path = join(folder, 'graph.onnx')
  writeFileSync(path, graph.toModel(folder))
  const session = await InferenceSession.create(path, { intraOpNumThreads: 1, interOpNumThreads: 1 })
  return { tokenizer: await TitleTokenizer.open(folder, tokens), tokens, session, dimension }
}

/** float32 [titles, dimension], batches of titles of about the same length. */
async function embedAll(model: TitleModel, titles: readonly string[]): Promise<Float32Array> {
  const order = titles.map((_, index) => index).toSorted((a, b) => length(titles, a) - length(titles, b))
  const embeddings = new Float32Array(titles.length * model.dimension)
  for (let start = 0; start < order.length; start += BATCH) {
    const batch = order.slice(start, start + BATCH)
    const rows = await embedBatch(model, model.tokenizer.encode(batch.map((index) => titles[index] ?? '')))
    for (const [row, index] of batch.entries()) {
      embeddings.set(
        rows.subarray(row * model.dimension, (row + 1) * model.dimension),
        index * model.dimension,
      )
    }
  }
  return embeddings
}

function length(titles: readonly string[], index: number): number {
  return titles[index]?.length ?? 0
}

async function embedBatch({ tokens, session }: TitleModel, batch: EncodedTitles): Promise<Float32Array> {
  const dims = [batch.rows, batch.columns]
  const feeds: Record<string, Tensor> = { [tokens.ids]: new Tensor('int64', batch.ids, dims) }
  if (tokens.attentionMask !== null)
    feeds[tokens.attentionMask] = new Tensor('int64', batch.attentionMask, dims)
  if (tokens.tokenTypes !== null) feeds[tokens.tokenTypes] = new Tensor('int64', batch.tokenTypes, dims)
  const { data } = (await session.run(feeds))['embedding'] ?? {}
  if (!(data instanceof Float32Array)) throw new Error('Expected float32 embeddings')
  return data
}

interface Reference {
  readonly embeddings: Float32Array
  readonly ids: BigInt64Array
  readonly lengths: BigInt64Array
  /** What embedding took, on one thread too. */
  readonly seconds: number
}

/** What sentence-transformers makes of the same titles. */
async function runReference(
  python: string,
  model: string,
  titles: readonly string[],
  folder: string,
): Promise<Reference> {
  const input = join(folder, 'titles.json')
  const output = join(folder, 'reference.safetensors')
  writeFileSync(input, JSON.stringify(titles))
  const { status } = spawnSync(python, [join(REFERENCE, 'minilm.py'), model, input, output], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PYTHONPATH: REFERENCE },
  })
  if (status !== 0)
    throw new Error(`Expected ${python} to run models/reference/minilm.py but it ended with ${status}`)
  const bytes = readFileSync(output)
  const tensors = await readSafetensors(output)
  const read = (key: string) => {
    const tensor = tensors.find((tensor) => tensor.key === key)
    if (tensor === undefined) throw new Error(`Expected ${key} in ${output}`)
    return new Uint8Array(bytes.subarray(tensor.offset, tensor.offset + tensor.bytes)).buffer
  }
  return {
    embeddings: new Float32Array(read('embeddings')),
    ids: new BigInt64Array(read('ids')),
    lengths: new BigInt64Array(read('lengths')),
    seconds: new Float32Array(read('seconds'))[0] ?? Number.NaN,
  }
}

function countOtherIds(
  tokenizer: TitleTokenizer,
  titles: readonly string[],
  { ids, lengths }: Reference,
): number {
  const columns = ids.length / titles.length
  return titles.filter((title, index) => {
    const found = tokenizer.encode([title]).ids
    const start = index * columns
    const expected = ids.slice(start, start + Number(lengths[index] ?? 0n))
    return found.length !== expected.length || found.some((id, place) => id !== expected[place])
  }).length
}

/** Of two lists of vectors of norm 1. */
function compare(found: Float32Array, expected: Float32Array, dimension: number) {
  if (found.length !== expected.length)
    throw new Error(`Expected ${expected.length} numbers but found ${found.length}`)
  const cosines = Array.from({ length: found.length / dimension }, (_, row) => {
    let sum = 0
    for (let at = row * dimension; at < (row + 1) * dimension; at++)
      sum += (found[at] ?? 0) * (expected[at] ?? 0)
    return sum
  })
  const largest = found.reduce(
    (largest, value, at) => Math.max(largest, Math.abs(value - (expected[at] ?? 0))),
    0,
  )
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length
  return { lowest: Math.min(...cosines), mean, largest }
}

/** A title model of sentence-transformers' folder layout against sentence-transformers itself, on real titles. */
async function benchTitleModel(model: string, data: string, python: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'doublet-titles-'))
  try {
    const titles = readTitles(data)
    const ours = await openTitleModel(model, folder)
    const tokenising = performance.now()
    ours.tokenizer.encode(titles)
    const embedding = performance.now()
    const embeddings = await embedAll(ours, titles)
    const done = performance.now()
    const reference = await runReference(python, model, titles, folder)
    const { lowest, mean, largest } = compare(embeddings, reference.embeddings, ours.dimension)
    printTable(`${TITLES} titles against sentence-transformers`, [
      ['titles with other token ids (0)', String(countOtherIds(ours.tokenizer, titles, reference))],
      ['lowest cosine (at least 0.99999)', lowest.toFixed(7)],
      ['mean cosine', mean.toFixed(7)],
      ['largest difference (at most 1e-4)', largest.toExponential(1)],
      ['tokenised', `${((1000 * TITLES) / (embedding - tokenising)).toFixed(0)} titles/s`],
      [
        'the same by sentence-transformers, one thread',
        `${(TITLES / reference.seconds).toFixed(0)} titles/s`,
      ],
      ['tokenised and embedded, one thread', `${((1000 * TITLES) / (done - embedding)).toFixed(0)} titles/s`],
    ])
    await ours.session.release()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      model: { type: 'string' },
      data: { type: 'string' },
      python: { type: 'string', default: 'python3' },
    },
  })
  if (values.model === undefined || values.data === undefined) {
    throw new Error(
      'Expected --model FOLDER (with modules.json) and --data FOLDER (with abt-buy and walmart-amazon)',
    )
  }
  await benchTitleModel(resolve(values.model), values.data, values.python)
}
