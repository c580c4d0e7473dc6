import { hash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import { decodePicture } from '../electron/engine/decode/decode-picture.ts'
import { encodeThumbnail } from '../electron/engine/decode/encode-thumbnail.ts'
import { describePictures } from '../electron/engine/describe/describe-pictures.ts'
import { hashPicture, thumbnailPixels } from '../electron/engine/describe/derive-pixels.ts'
import { preparePixels } from '../electron/engine/describe/prepare-pixels.ts'
import { PictureEncoder, pictureEncoderModel } from '../electron/engine/inference/picture-encoder.ts'
import { builtInModelFolder } from '../electron/engine/models/built-in-model-folder.ts'
import { readModelFor } from '../electron/engine/models/read-model.ts'
import type { PixelInput } from '../electron/engine/models/preprocessing/pixel-input.ts'
import { printTable } from './table.ts'

const SAMPLE = 500
const ROUNDS = 5
const CONCURRENT_DECODES = 4
const BATCH = 8
const MANY = 8000
const FEW = 1000

type DecodeOne = (bytes: Buffer) => Promise<unknown>

/** Rates and costs of describing pictures, each a median of rounds that alternate within this process. */
export async function benchDescribe(dataFolder: string): Promise<void> {
  const paths = globSync('**/*.{jpg,jpeg,png,webp}', { cwd: dataFolder })
    .sort()
    .map((path) => join(dataFolder, path))
  if (paths.length === 0) throw new Error(`Expected pictures in ${dataFolder} but found none`)
  const sample = Array.from(
    { length: SAMPLE },
    (_, index) => paths[Math.floor((index * paths.length) / SAMPLE)] ?? '',
  )
  const files = sample.map((path) => readFileSync(path))
  const cores = availableParallelism()
  const { folder, manifest } = await readModelFor(builtInModelFolder(), 'embed-pictures')
  const model = pictureEncoderModel(folder, manifest.name, manifest)
  const encoder = await PictureEncoder.start(model, { workers: cores })
  const rows: [name: string, value: string][] = [['pictures, cores', `${paths.length}, ${cores}`]]

  // Before anything else, so that the peak at the smaller number is not one of other work.
  await describeAll(repeat(paths, FEW), encoder)
  const peakOfFew = peakMegabytes()
  await describeAll(repeat(paths, MANY), encoder)
  const peakOfMany = peakMegabytes()

  const derive = deriver(model.pixels)
  const rates: Rates = { decode: [], inference: [], pipeline: [], ratio: [], busyRatio: [] }
  for (let round = 0; round < ROUNDS; round++) {
    const decode = SAMPLE / (await seconds(() => decodeAll(files, derive)))
    const inference = SAMPLE / (await seconds(() => embedAll(encoder)))
    const pipeline = SAMPLE / (await seconds(() => describeAll(sample, encoder)))
    const busy = SAMPLE / (await withBusyCore(() => seconds(() => describeAll(sample, encoder))))
    rates.decode.push(decode)
    rates.inference.push(inference)
    rates.pipeline.push(pipeline)
    rates.ratio.push(pipeline * (1 / decode + 1 / inference))
    rates.busyRatio.push(busy / pipeline)
  }
  await encoder.close()

  rows.push(['decode and derive alone', `${median(rates.decode).toFixed(0)} pictures/s`])
  rows.push(['inference alone', `${median(rates.inference).toFixed(0)} pictures/s`])
  rows.push(['pipeline', `${median(rates.pipeline).toFixed(0)} pictures/s`])
  rows.push(['pipeline to ceiling (at least 0.8)', median(rates.ratio).toFixed(2)])
  rows.push(['one core busy to idle (at least 0.6)', median(rates.busyRatio).toFixed(2)])
  const { derived, plain, relative } = await derivedCost(files, derive)
  rows.push([
    'CPU of all derived outputs',
    `${derived.toFixed(2)} ms, 224-pixel decode ${plain.toFixed(2)} ms`,
  ])
  rows.push(['derived to 224-pixel decode (at most 1.4)', relative.toFixed(2)])
  rows.push(['SHA-256', `${hashMegabytesPerSecond().toFixed(0)} MB/s`])
  rows.push(['peak memory at 1,000 and 8,000', `${peakOfFew.toFixed(0)} MB, ${peakOfMany.toFixed(0)} MB`])
  rows.push(['peak growth (at most 1.10)', (peakOfMany / peakOfFew).toFixed(2)])
  printTable('Describing pictures', rows)
}

interface Rates {
  readonly decode: number[]
  readonly inference: number[]
  readonly pipeline: number[]
  readonly ratio: number[]
  readonly busyRatio: number[]
}

/** All that is derived from one picture's bytes, as the pipeline does it, but for the embedding. */
function deriver(input: PixelInput): DecodeOne {
  const prepared = new Uint8Array(input.heightPx * input.widthPx * 3)
  return async (bytes) => {
    hash('sha256', bytes)
    const { pixels } = await decodePicture(bytes, 'picture.jpg')
    const thumbnail = await encodeThumbnail(thumbnailPixels(pixels))
    preparePixels(pixels, input, prepared, 0)
    return [thumbnail, hashPicture(pixels)]
  }
}

const decodeTo224: DecodeOne = (bytes) => sharp(bytes).resize(224, 224, { fit: 'inside' }).raw().toBuffer()

async function decodeAll(files: readonly Buffer[], decode: DecodeOne): Promise<void> {
  const queue = files.values()
  await Promise.all(
    Array.from({ length: CONCURRENT_DECODES }, async () => {
      for (const bytes of queue) await decode(bytes)
    }),
  )
}

async function embedAll(encoder: PictureEncoder): Promise<void> {
  const { heightPx, widthPx } = encoder.model.pixels
  const pixels = new Uint8Array(BATCH * heightPx * widthPx * 3).fill(128)
  const batches = Array.from({ length: Math.ceil(SAMPLE / BATCH) }, () => encoder.embed(pixels, BATCH))
  await Promise.all(batches)
}

async function describeAll(paths: readonly string[], encoder: PictureEncoder): Promise<void> {
  const pictures = paths.map((path, key) => ({ key, path, fileName: path }))
  const signal = new AbortController().signal
  for await (const result of describePictures(pictures, { encoder, known: () => false, signal })) {
    if (result.kind !== 'described')
      throw new Error(`Expected every picture to be described but got ${result.kind}`)
  }
}

function repeat(paths: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => paths[index % paths.length] ?? '')
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

async function withBusyCore<T>(work: () => Promise<T>): Promise<T> {
  const spinner = new Worker('for (;;);', { eval: true })
  try {
    return await work()
  } finally {
    await spinner.terminate()
  }
}

/** CPU milliseconds a picture, of all threads. */
async function cpuMs(files: readonly Buffer[], decode: DecodeOne): Promise<number> {
  const before = process.cpuUsage()
  await decodeAll(files, decode)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / files.length
}

async function derivedCost(
  files: readonly Buffer[],
  derive: DecodeOne,
): Promise<{ derived: number; plain: number; relative: number }> {
  const derived: number[] = []
  const plain: number[] = []
  for (let round = 0; round < ROUNDS * 2; round++) {
    plain.push(await cpuMs(files, decodeTo224))
    derived.push(await cpuMs(files, derive))
  }
  const relative = median(derived.map((value, round) => value / (plain[round] ?? Number.NaN)))
  return { derived: median(derived), plain: median(plain), relative }
}

function hashMegabytesPerSecond(): number {
  const bytes = Buffer.alloc(64 * 1024 ** 2, 7)
  const rates = Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    hash('sha256', bytes)
    return bytes.length / 1e6 / ((performance.now() - start) / 1000)
  })
  return median(rates)
}

/** Of the whole process since it started. */
function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { data: { type: 'string' } } })
  if (values.data === undefined) throw new Error('Expected --data FOLDER')
  await benchDescribe(resolve(values.data))
}
