import { UMAP } from 'umap-js'
import { cosineNeighbours } from '../vector-index/cosine-neighbours.ts'
import type { Neighbours } from '../vector-index/neighbours.ts'
import { randomFor } from '../sample/random.ts'
import { principalStart } from './principal-start.ts'

const NEIGHBOURS = 15
/** Fewer points than this have no neighbourhoods to speak of: they lie as they differ most. */
const LEAST_TO_PROJECT = 16
/**
 * The layout takes the logarithm of distances: those of equal vectors, which are nothing, would each make it look at
 * all others.
 */
const LEAST_DISTANCE = 1e-6

export interface ProjectOptions {
  readonly seed: number
  readonly cores: number
  readonly signal: AbortSignal
  /** After each of `of` steps; what it throws ends the work. */
  readonly onStep: (step: number, of: number) => Promise<void>
}

/**
 * Where vectors lie on a plane so that what is near stays near: UMAP by umap-js, from our own neighbours, begun with
 * the two directions in which the vectors differ most. The same vectors and seed give the same places.
 * @param vectors float32 [rows * dimension], L2-normalised, all usable
 * @returns float64 [2 * rows]
 * @see https://arxiv.org/abs/1802.03426
 */
export async function projectPoints(
  vectors: Float32Array,
  dimension: number,
  { seed, cores, signal, onStep }: ProjectOptions,
): Promise<Float64Array> {
  const rows = vectors.length / dimension
  const random = randomFor(seed, 'map')
  const start = principalStart(vectors, dimension, random)
  if (rows < LEAST_TO_PROJECT) return start
  const neighbours = await cosineNeighbours(vectors, dimension, NEIGHBOURS - 1, { cores, signal })
  await onStep(0, 1)
  const umap = new UMAP({ nNeighbors: NEIGHBOURS, random: () => random.between(0, 1) })
  const { indices, distances } = asLists(neighbours, rows)
  umap.setPrecomputedKNN(indices, distances)
  // It asks its first argument for no more than how many points there are.
  const steps = umap.initializeFit(indices)
  const places = umap.getEmbedding()
  places.forEach((place, row) => {
    place[0] = start[row * 2] ?? 0
    place[1] = start[row * 2 + 1] ?? 0
  })
  for (let step = 1; step <= steps; step += 1) {
    umap.step()
    await onStep(step, steps)
  }
  return Float64Array.from(umap.getEmbedding().flat())
}

/** As umap-js takes them: a row's first neighbour is itself. */
function asLists(
  { offsets, rows, distances }: Neighbours,
  count: number,
): { indices: number[][]; distances: number[][] } {
  const ranges = Array.from(
    { length: count },
    (_, row) => [offsets[row] ?? 0, offsets[row + 1] ?? 0] as const,
  )
  return {
    indices: ranges.map(([from, to], row) => [row, ...rows.subarray(from, to)]),
    distances: ranges.map(([from, to]) => [
      0,
      ...Array.from(distances.subarray(from, to), (distance) => Math.max(LEAST_DISTANCE, distance)),
    ]),
  }
}
