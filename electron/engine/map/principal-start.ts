import type { Random } from '../sample/random.ts'

const STEPS = 12
/** What the layout's first positions span; its own random ones lie in -10..10. */
const SPREAD = 10

/**
 * Where rows lie along the two directions in which they differ most, so that a layout begins with what is far apart
 * lying apart. Power iteration; the same rows and the same random numbers give the same places.
 * @param vectors float32 [rows * dimension]
 * @returns float64 [2 * rows], each axis within -10..10
 */
export function principalStart(vectors: Float32Array, dimension: number, random: Random): Float64Array {
  const rows = vectors.length / dimension
  const centred = centre(vectors, dimension)
  const first = direction(centred, dimension, [], random)
  const second = direction(centred, dimension, [first], random)
  const places = new Float64Array(rows * 2)
  for (const [axis, along] of [first, second].entries()) {
    let largest = 0
    for (let row = 0; row < rows; row += 1) {
      const place = dot(centred, row * dimension, along)
      places[row * 2 + axis] = place
      largest = Math.max(largest, Math.abs(place))
    }
    for (let row = 0; row < rows; row += 1)
      places[row * 2 + axis] = ((places[row * 2 + axis] ?? 0) * SPREAD) / (largest || 1)
  }
  return places
}

function centre(vectors: Float32Array, dimension: number): Float32Array {
  const rows = vectors.length / dimension
  const mean = new Float64Array(dimension)
  vectors.forEach((value, index) => (mean[index % dimension] = (mean[index % dimension] ?? 0) + value / rows))
  return vectors.map((value, index) => value - (mean[index % dimension] ?? 0))
}

function direction(
  rows: Float32Array,
  dimension: number,
  besides: readonly Float64Array[],
  random: Random,
): Float64Array {
  let along = Float64Array.from({ length: dimension }, () => random.between(-1, 1))
  for (let step = 0; step < STEPS; step += 1) {
    const next = new Float64Array(dimension)
    for (let start = 0; start < rows.length; start += dimension) {
      const place = dot(rows, start, along)
      for (let d = 0; d < dimension; d += 1) next[d] = (next[d] ?? 0) + place * (rows[start + d] ?? 0)
    }
    for (const other of besides) {
      const shared = dot(other, 0, next)
      next.forEach((value, d) => (next[d] = value - shared * (other[d] ?? 0)))
    }
    const length = Math.hypot(...next)
    // Rows that differ in fewer directions have none to give.
    along = length === 0 ? next : next.map((value) => value / length)
  }
  return along
}

function dot(rows: Float32Array | Float64Array, start: number, along: Float64Array): number {
  let sum = 0
  for (let d = 0; d < along.length; d += 1) sum += (rows[start + d] ?? 0) * (along[d] ?? 0)
  return sum
}
