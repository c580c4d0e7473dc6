/**
 * Cosine distance of two rows of unit vectors.
 * @param vectors float32 [rows * dimension], L2-normalised
 * @returns 0..2; NaN if a row holds NaN
 */
export function cosineDistance(vectors: Float32Array, dimension: number, rowA: number, rowB: number): number {
  let dot = 0
  for (let d = 0; d < dimension; d += 1) {
    dot += (vectors[rowA * dimension + d] ?? 0) * (vectors[rowB * dimension + d] ?? 0)
  }
  return Math.min(2, Math.max(0, 1 - dot))
}
