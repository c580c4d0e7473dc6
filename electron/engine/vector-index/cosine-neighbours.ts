import { CosineIndex } from './cosine-index.ts'
import { exactCosineNeighbours } from './exact-cosine.ts'
import { matrixNeighbours } from './matrix-neighbours.ts'
import type { Neighbours } from './neighbours.ts'
import type { WorkOptions } from './pace.ts'
import { CrewFailed } from './run-crew.ts'

/** Up to here a loop on the calling thread is done before other threads have started. */
const LOOP_LIMIT_ROWS = 2_000
/**
 * Up to here every pair is measured, by matrix products; beyond, USearch is asked. 20,000 x 512 on a busy machine took
 * 8.3 s of processor time against 13.8 s (recall@10 0.9999); one grows with the square of the rows, the other hardly more
 * than with the rows, and builds its graph on one thread. bench/neighbours.ts --large prints where they cross.
 */
const EXACT_LIMIT_ROWS = 50_000

export type CosineMethod = 'exact' | 'approximate'

export interface CosineNeighbourOptions extends WorkOptions {
  /** Most rows for which every pair is measured. */
  readonly exactLimitRows?: number | undefined
  /** An index of these very vectors; left out, one is built where it is needed. */
  readonly index?: CosineIndex | undefined
}

/** How the neighbours of so many rows are found. */
export function cosineMethod(rows: number, exactLimitRows = EXACT_LIMIT_ROWS): CosineMethod {
  return rows <= exactLimitRows ? 'exact' : 'approximate'
}

/**
 * The k nearest other rows of every row by cosine distance (0..2): exact where that is cheaper, through USearch with
 * exactly rescored hits beyond. The same vectors give the same neighbours.
 * @param vectors float32 [rows * dimension], row-major, L2-normalised; rows with NaN or of zero length get no neighbours
 * @param k neighbours for a row, at least 1
 * @throws the signal's reason when cancelled; RangeError if the array is not a whole number of rows
 */
export async function cosineNeighbours(
  vectors: Float32Array,
  dimension: number,
  k: number,
  options: CosineNeighbourOptions = {},
): Promise<Neighbours> {
  const rows = vectors.length / dimension
  if (cosineMethod(rows, options.exactLimitRows) === 'exact') return exact(vectors, dimension, k, options)
  // Building and searching take about as long as each other.
  const { onProgress, signal, cores } = options
  const index =
    options.index ??
    (await CosineIndex.build(vectors, dimension, {
      signal,
      onProgress: (done) => onProgress?.(done, 2 * rows),
    }))
  return index.searchSelf(k, { signal, cores, onProgress: (done) => onProgress?.(rows + done, 2 * rows) })
}

async function exact(
  vectors: Float32Array,
  dimension: number,
  k: number,
  options: WorkOptions,
): Promise<Neighbours> {
  if (vectors.length <= LOOP_LIMIT_ROWS * dimension)
    return exactCosineNeighbours(vectors, dimension, k, options)
  try {
    return await matrixNeighbours(vectors, dimension, k, options)
  } catch (error) {
    if (!(error instanceof CrewFailed)) throw error
    // Slower, but without the library or the memory that a thread died of.
    return exactCosineNeighbours(vectors, dimension, k, options)
  }
}
