import type { CompressedRows } from '../vector-index/compress-rows.ts'
import { NearestLists } from '../vector-index/nearest-lists.ts'
import type { Neighbours } from '../vector-index/neighbours.ts'
import { Pace, type WorkOptions } from '../vector-index/pace.ts'

/**
 * The nearest gallery listings of every query by cosine distance, over the best pair of their vectors; every two are
 * measured, so that nothing is missed.
 * @param vectors float32 [rows, dimension], L2-normalised; none of the listed rows holds NaN
 * @param queries the rows of each query listing's vectors, of which it may have several or none; the gallery's alike
 * @param top most listings for a query, at least 1
 * @returns for each query gallery listings by their number, nearest first, ties by number
 * @throws the signal's reason when cancelled
 */
export async function rankGallery(
  vectors: Float32Array,
  dimension: number,
  queries: CompressedRows,
  gallery: CompressedRows,
  top: number,
  options: WorkOptions = {},
): Promise<Neighbours> {
  const queryCount = queries.offsets.length - 1
  const galleryCount = gallery.offsets.length - 1
  const lists = new NearestLists(queryCount, Math.max(1, Math.min(top, galleryCount)))
  const pace = new Pace(queryCount, options)
  for (let query = 0; query < queryCount; query += 1) {
    const own = queries.rows.subarray(queries.offsets[query], queries.offsets[query + 1])
    if (own.length > 0) {
      for (let listing = 0; listing < galleryCount; listing += 1) {
        let best = Number.NEGATIVE_INFINITY
        for (
          let place = gallery.offsets[listing] ?? 0;
          place < (gallery.offsets[listing + 1] ?? 0);
          place += 1
        )
          for (const row of own) best = Math.max(best, dot(vectors, dimension, row, gallery.rows[place] ?? 0))
        if (best > Number.NEGATIVE_INFINITY) lists.offer(query, listing, Math.max(0, 1 - best))
      }
    }
    if (pace.due()) await pace.rest(query)
  }
  pace.finish()
  return lists.toNeighbours()
}

function dot(vectors: Float32Array, dimension: number, rowA: number, rowB: number): number {
  const [startA, startB] = [rowA * dimension, rowB * dimension]
  let sum = 0
  for (let d = 0; d < dimension; d += 1) sum += (vectors[startA + d] ?? 0) * (vectors[startB + d] ?? 0)
  return sum
}
