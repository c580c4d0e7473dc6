/** Against directions in which too few vectors differ: this share of the mean variance is added to each. */
const SHRINKAGE = 0.1

/** A linear map after which a catalogue's own vectors differ equally in all directions. */
export interface Whitening {
  /** @returns of length 1 */
  apply(vector: Float32Array): Float32Array
}

/**
 * Learnt from vectors alone, without labels. The covariance's Cholesky factor is used: any other root of it, such as PCA's,
 * gives the same cosines.
 * @param vectors float32 [rows, dimension]
 */
export function learnWhitening(vectors: Float32Array, dimension: number): Whitening {
  const rows = vectors.length / dimension
  const centre = new Float64Array(dimension)
  for (let at = 0; at < vectors.length; at += 1)
    centre[at % dimension] = (centre[at % dimension] ?? 0) + (vectors[at] ?? 0) / rows
  const factor = choleskyFactor(covariance(vectors, dimension, centre), dimension)
  return {
    apply(vector) {
      const solved = new Float64Array(dimension)
      let squares = 0
      for (let row = 0; row < dimension; row += 1) {
        let value = (vector[row] ?? 0) - (centre[row] ?? 0)
        for (let column = 0; column < row; column += 1)
          value -= (factor[row * dimension + column] ?? 0) * (solved[column] ?? 0)
        value /= factor[row * dimension + row] ?? 1
        solved[row] = value
        squares += value * value
      }
      const length = Math.sqrt(squares)
      return Float32Array.from(solved, (value) => (length === 0 ? 0 : value / length))
    },
  }
}

function covariance(vectors: Float32Array, dimension: number, centre: Float64Array): Float64Array {
  const rows = vectors.length / dimension
  const sums = new Float64Array(dimension * dimension)
  for (let start = 0; start < vectors.length; start += dimension)
    for (let one = 0; one < dimension; one += 1) {
      const from = (vectors[start + one] ?? 0) - (centre[one] ?? 0)
      for (let other = 0; other <= one; other += 1) {
        const product = from * ((vectors[start + other] ?? 0) - (centre[other] ?? 0))
        sums[one * dimension + other] = (sums[one * dimension + other] ?? 0) + product / rows
      }
    }
  let trace = 0
  for (let at = 0; at < dimension; at += 1) trace += sums[at * dimension + at] ?? 0
  for (let at = 0; at < dimension; at += 1)
    sums[at * dimension + at] = (sums[at * dimension + at] ?? 0) + (SHRINKAGE * trace) / dimension + 1e-12
  return sums
}

/** @param matrix symmetric and positive definite; only its lower half is read */
function choleskyFactor(matrix: Float64Array, dimension: number): Float64Array {
  const factor = new Float64Array(dimension * dimension)
  for (let row = 0; row < dimension; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let value = matrix[row * dimension + column] ?? 0
      for (let at = 0; at < column; at += 1)
        value -= (factor[row * dimension + at] ?? 0) * (factor[column * dimension + at] ?? 0)
      factor[row * dimension + column] =
        row === column ? Math.sqrt(value) : value / (factor[column * dimension + column] ?? 1)
    }
  return factor
}
