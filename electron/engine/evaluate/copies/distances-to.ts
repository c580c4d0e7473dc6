/**
 * @param vector of length 1
 * @param gallery float32 [pictures, dimension], rows of length 1
 * @returns float64 [pictures]: cosine distances, 0..2
 */
export function distancesTo(vector: Float32Array, gallery: Float32Array, dimension: number): Float64Array {
  const distances = new Float64Array(gallery.length / dimension)
  for (let row = 0; row < distances.length; row += 1) {
    let dot = 0
    const start = row * dimension
    for (let at = 0; at < dimension; at += 1) dot += (vector[at] ?? 0) * (gallery[start + at] ?? 0)
    distances[row] = 1 - dot
  }
  return distances
}
