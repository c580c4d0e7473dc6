/**
 * Rows that can be compared by cosine: every value is finite and the row is not all zeros.
 * @param vectors float32 [rows * dimension], row-major
 * @returns uint32: their row numbers, ascending
 * @throws RangeError if the array is not a whole number of rows
 */
export function usableRows(vectors: Float32Array, dimension: number): Uint32Array {
  if (!Number.isInteger(dimension) || dimension < 1) {
    throw new RangeError(`Expected a dimension of at least 1 but received ${dimension}`)
  }
  if (vectors.length % dimension !== 0) {
    throw new RangeError(
      `Expected rows of ${dimension} values but received ${vectors.length} values, which is not a multiple`,
    )
  }
  const rowCount = vectors.length / dimension
  const usable = new Uint32Array(rowCount)
  let count = 0
  for (let row = 0; row < rowCount; row += 1) {
    let squares = 0
    for (let index = row * dimension; index < (row + 1) * dimension; index += 1) {
      squares += (vectors[index] ?? 0) * (vectors[index] ?? 0)
    }
    // A NaN or an infinity anywhere in the row ends up in the sum.
    if (squares > 0 && squares < Infinity) usable[count++] = row
  }
  return usable.slice(0, count)
}
