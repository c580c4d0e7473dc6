import { joinVectors } from '../../vector-index/join-vectors.ts'

/** Pictures, each with its views: the whole of it and the pictures within it. */
export interface ViewedPictures {
  /** float32 [views, dimension], rows of length 1 */
  readonly vectors: Float32Array
  /** uint32 [views]: whose view each is */
  readonly pictureOf: Uint32Array
  readonly count: number
}

/**
 * As matching compares pictures: by the nearest of their views.
 * @param query float32 [views, dimension], rows of length 1
 * @returns float64 [count]: cosine distances, 0..2; Infinity for a picture without a view
 */
export function distancesTo(
  query: Float32Array,
  { vectors, pictureOf, count }: ViewedPictures,
  dimension: number,
): Float64Array {
  const distances = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  for (let own = 0; own < query.length; own += dimension) {
    for (let view = 0; view < pictureOf.length; view += 1) {
      let dot = 0
      const start = view * dimension
      for (let at = 0; at < dimension; at += 1) dot += (query[own + at] ?? 0) * (vectors[start + at] ?? 0)
      const picture = pictureOf[view] ?? 0
      if (1 - dot < (distances[picture] ?? 0)) distances[picture] = 1 - dot
    }
  }
  return distances
}

/** @param views float32 [views, dimension] of each picture */
export function viewedPictures(views: readonly Float32Array[], dimension: number): ViewedPictures {
  const vectors = joinVectors(views)
  const pictureOf = new Uint32Array(vectors.length / dimension)
  let row = 0
  views.forEach((rows, picture) => {
    pictureOf.fill(picture, row, row + rows.length / dimension)
    row += rows.length / dimension
  })
  return { vectors, pictureOf, count: views.length }
}
