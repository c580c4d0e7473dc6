import { CosineIndex } from './cosine-index.ts'
import { exactCosineNeighbours } from './exact-cosine.ts'
import type { Neighbours } from './neighbours.ts'
import type { WorkOptions } from './pace.ts'

/**
 * Up to here every pair is measured; beyond, USearch is asked. bench/match.ts on one core of a busy machine, 128 dimensions,
 * k 50: every pair of 8,700 rows in 10.3 s against 15.1 s, of 34,000 in 144 s against 24 s, which cross near 11,000.
 */
const EXACT_LIMIT_ROWS = 11_000

export interface CosineNeighbourOptions extends WorkOptions {
  /** Most rows for which every pair is measured. */
  readonly exactLimitRows?: number | undefined
  /** An index of these very vectors; left out, one is built where it is needed. */
  readonly index?: CosineIndex | undefined
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
  if (rows <= (options.exactLimitRows ?? EXACT_LIMIT_ROWS)) {
    return exactCosineNeighbours(vectors, dimension, k, options)
  }
  // Building and searching take about as long as each other.
  const { onProgress, signal } = options
  const index =
    options.index ??
    (await CosineIndex.build(vectors, dimension, {
      signal,
      onProgress: (done) => onProgress?.(done, 2 * rows),
    }))
  return index.searchSelf(k, { signal, onProgress: (done) => onProgress?.(rows + done, 2 * rows) })
}
