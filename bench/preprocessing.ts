import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { z } from 'zod'
import { decodePicture } from '../electron/engine/decode/decode-picture.ts'
import type { RgbPicture } from '../electron/engine/decode/rgb-picture.ts'
import { isReduced } from '../electron/engine/decode/working-size.ts'
import { prepareForDetector, preparePixels } from '../electron/engine/describe/prepare-pixels.ts'
import { workingEdge } from '../electron/engine/describe/working-edge.ts'
import { builtInModelFolder } from '../electron/engine/models/built-in-model-folder.ts'
import type { DetectorInput, PixelInput } from '../electron/engine/models/preprocessing/pixel-input.ts'
import { readModelFor } from '../electron/engine/models/read-model.ts'
import { printTable } from './table.ts'

/*
 * How far Doublet's way from a file to an embedding is from the published libraries' way, on photos:
 *   python models/reference/preprocess.py photos DATA REFERENCE     (writes 1 GB)
 *   node bench/preprocessing.ts --reference REFERENCE
 */

function square(
  edgePx: number,
  resize: PixelInput['resize'],
  interpolation: PixelInput['interpolation'],
): PixelInput {
  return { name: 'pixels', widthPx: edgePx, heightPx: edgePx, resize, interpolation }
}

/** Those of PHOTO_RULES in preprocess.py. */
const RULES: Readonly<Record<string, PixelInput | DetectorInput>> = {
  'squash-128': square(128, { mode: 'squash' }, 'bilinear'),
  'squash-224': square(224, { mode: 'squash' }, 'bilinear'),
  'crop-224': square(224, { mode: 'shortest-edge', edgePx: 256, cropRounding: 'half-to-even' }, 'bicubic'),
  'squash-384': square(384, { mode: 'squash' }, 'bicubic'),
  'letterbox-256': square(256, { mode: 'letterbox', fill: [124, 116, 104] }, 'bicubic'),
  'detector-800': { name: 'pixels', shortestEdgePx: 800, longestEdgePx: 1333, interpolation: 'bilinear' },
}

/** The built-in encoder is trained, but takes one size; the others take every size, but their weights are random. */
const NETWORKS = ['built-in', 'resnet18', 'convnext_tiny'] as const
const LARGEST_EMBEDDED_PIXELS: Readonly<Record<string, number>> = { convnext_tiny: 384 * 384 }
const BUILT_IN_RULE = 'squash-128'

const index = z.array(
  z.object({
    path: z.string(),
    rules: z.record(z.string(), z.object({ file: z.string(), width: z.number(), height: z.number() })),
  }),
)

interface Network {
  readonly name: string
  readonly session: InferenceSession
}

/** What the photos of one rule showed. */
interface Figures {
  photos: number
  equal: number
  pixelDifferenceSum: number
  largestPixelDifference: number
  readonly cosines: Map<string, { photo: string; cosine: number }[]>
}

/** How far the whole path is from the reference, for each rule: all photos, and those that are reduced on load. */
export async function benchPreprocessing(reference: string): Promise<void> {
  const photos = index.parse(JSON.parse(readFileSync(join(reference, 'index.json'), 'utf8')))
  const networks = await Promise.all(NETWORKS.map((name) => openNetwork(name, reference)))
  for (const [rule, input] of Object.entries(RULES)) {
    const small = noFigures()
    const large = noFigures()
    for (const { path, rules } of photos) {
      const expected = rules[rule]
      if (expected === undefined) throw new Error(`Expected ${rule} of ${path} in ${reference}`)
      const data = new Uint8Array(await readFile(join(reference, expected.file)))
      const { made, isLarge } = await prepare(path, input)
      const used = networks.filter(({ name }) => isUsed(name, rule, data.length / 3))
      await compare(isLarge ? large : small, basename(path), made, { ...expected, data }, used)
    }
    printTable(rule, [...rows('up to 671 px', small), ...rows('larger', large)])
  }
}

async function openNetwork(name: string, reference: string): Promise<Network> {
  const path = name === 'built-in' ? await builtInGraph() : join(reference, `${name}.onnx`)
  const session = await InferenceSession.create(path, { intraOpNumThreads: 1, logSeverityLevel: 3 })
  return { name, session }
}

async function builtInGraph(): Promise<string> {
  const { folder, manifest } = await readModelFor(builtInModelFolder(), 'embed-pictures')
  return join(folder, manifest.graph)
}

function isUsed(network: string, rule: string, pixels: number): boolean {
  if (network === 'built-in') return rule === BUILT_IN_RULE
  return pixels <= (LARGEST_EMBEDDED_PIXELS[network] ?? Number.POSITIVE_INFINITY)
}

async function prepare(
  path: string,
  input: PixelInput | DetectorInput,
): Promise<{ made: RgbPicture; isLarge: boolean }> {
  const workingEdgePx = workingEdge(input)
  const { detail, width, height } = await decodePicture(await readFile(path), path, { workingEdgePx })
  const isLarge = isReduced(width, height)
  if ('shortestEdgePx' in input) return { made: prepareForDetector(detail, input), isLarge }
  const data = new Uint8Array(input.widthPx * input.heightPx * 3)
  preparePixels(detail, input, data, 0)
  return { made: { data, width: input.widthPx, height: input.heightPx }, isLarge }
}

function noFigures(): Figures {
  return { photos: 0, equal: 0, pixelDifferenceSum: 0, largestPixelDifference: 0, cosines: new Map() }
}

async function compare(
  figures: Figures,
  photo: string,
  made: RgbPicture,
  expected: RgbPicture,
  networks: readonly Network[],
): Promise<void> {
  if (made.width !== expected.width || made.height !== expected.height) {
    throw new Error(
      `Expected ${photo} to become ${expected.width} x ${expected.height} but it is ${made.width} x ${made.height}`,
    )
  }
  const { mean, largest } = difference(made.data, expected.data)
  figures.photos++
  figures.pixelDifferenceSum += mean
  figures.largestPixelDifference = Math.max(figures.largestPixelDifference, largest)
  if (largest === 0) figures.equal++
  for (const network of networks) {
    const cosine =
      largest === 0 ? 1 : dot(await embed(network.session, made), await embed(network.session, expected))
    const list = figures.cosines.get(network.name) ?? []
    figures.cosines.set(network.name, [...list, { photo, cosine }])
  }
}

function difference(made: Uint8Array, expected: Uint8Array): { mean: number; largest: number } {
  let sum = 0
  let largest = 0
  for (const [at, value] of made.entries()) {
    const apart = Math.abs(value - (expected[at] ?? 0))
    sum += apart
    if (apart > largest) largest = apart
  }
  return { mean: sum / made.length, largest }
}

async function embed(session: InferenceSession, { data, width, height }: RgbPicture): Promise<Float32Array> {
  const { embedding } = await session.run({ pixels: new Tensor('uint8', data, [1, height, width, 3]) })
  if (!(embedding?.data instanceof Float32Array)) throw new Error('Expected float32 embeddings')
  return embedding.data
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
}

function rows(name: string, figures: Figures): [string, string][] {
  const { photos, equal, pixelDifferenceSum, largestPixelDifference, cosines } = figures
  const mean = (pixelDifferenceSum / photos).toFixed(3)
  return [
    [`${name}: photos, equal byte for byte`, `${photos}, ${equal}`],
    [`${name}: pixel difference, mean and largest`, `${mean}, ${largestPixelDifference}`],
    ...[...cosines].map(([network, list]): [string, string] => {
      const [worst] = list.toSorted((a, b) => a.cosine - b.cosine)
      const average = list.reduce((sum, { cosine }) => sum + cosine, 0) / list.length
      return [
        `${name}: cosine, least (at least 0.999) and mean, ${network}`,
        `${worst?.cosine.toFixed(5)} (${worst?.photo}), ${average.toFixed(6)}`,
      ]
    }),
  ]
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { reference: { type: 'string' } } })
  if (values.reference === undefined) throw new Error('Expected --reference FOLDER')
  await benchPreprocessing(resolve(values.reference))
}
