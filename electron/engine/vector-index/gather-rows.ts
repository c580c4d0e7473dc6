/**
 * Some rows of a matrix, one after the other.
 * @param vectors float32 [n, dimension]
 * @param target float32 [rows, dimension], where they are to lie in memory that is there already
 * @returns the target
 */
export function gatherRows(
  vectors: Float32Array,
  dimension: number,
  rows: Uint32Array,
  target: Float32Array = new Float32Array(rows.length * dimension),
): Float32Array {
  rows.forEach((row, place) =>
    target.set(vectors.subarray(row * dimension, (row + 1) * dimension), place * dimension),
  )
  return target
}
