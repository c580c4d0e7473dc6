import type { InferenceSession } from 'onnxruntime-node'
import type { Feeds, FeedTensor } from '../feed-tensor.ts'

/** Sizes that a graph leaves open: of a picture in pixels, of a text in tokens. */
const OPEN_EDGE_PX = 320
const OPEN_TOKENS = 32
/** Token ids up to this are in every vocabulary. */
const SMALL_VOCABULARY = 100

/**
 * Input for a graph of pictures and texts: the same numbers for the same row, whatever the batch.
 * @param rows taken where the graph leaves the batch's size open
 * @throws Error for an input of another type than uint8, int64 and float32
 */
export function probeFeeds(
  inputs: readonly InferenceSession.ValueMetadata[],
  rows: number,
): { feeds: Feeds; rows: number } {
  const feeds = inputs.map((input) => [input.name, probeFeed(input, rows)] as const)
  return { feeds: Object.fromEntries(feeds), rows: feeds[0]?.[1].dims[0] ?? 1 }
}

function probeFeed(input: InferenceSession.ValueMetadata, rows: number): FeedTensor {
  if (!input.isTensor) throw new Error(`Expected the input ${input.name} to be a tensor`)
  const { name, type, shape } = input
  const open = type === 'int64' ? OPEN_TOKENS : OPEN_EDGE_PX
  const dims = shape.map((size, index) => (typeof size === 'number' ? size : index === 0 ? rows : open))
  const length = dims.reduce((product, size) => product * size, 1)
  if (type === 'uint8') return { type, data: Uint8Array.from({ length }, noise), dims }
  if (type === 'float32')
    return { type, data: Float32Array.from({ length }, (_, at) => noise(_, at) / 255), dims }
  if (type === 'int64')
    return { type, data: BigInt64Array.from({ length }, (_, at) => token(name, at)), dims }
  throw new Error(`Expected the input ${name} to be uint8, int64 or float32 but it is ${type}`)
}

/** 0..255: slow waves with grain on them, a little as in a photo. */
function noise(_: unknown, at: number): number {
  const wave = 96 * (1 + Math.sin(at / 997)) + ((at * 2654435761) >>> 26)
  return Math.floor(wave) % 256
}

function token(name: string, at: number): bigint {
  if (/mask/i.test(name)) return 1n
  return /type|segment/i.test(name) ? 0n : BigInt(1 + (at % (SMALL_VOCABULARY - 1)))
}
