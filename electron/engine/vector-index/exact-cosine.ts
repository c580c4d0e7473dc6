import { NearestLists } from './nearest-lists.ts'
import type { Neighbours } from './neighbours.ts'
import { Pace, type WorkOptions } from './pace.ts'
import { usableRows } from './usable-rows.ts'

/** Rows of a tile: two tiles of 64 x 128 doubles are 128 KB and stay in the second-level cache. */
const TILE_ROWS = 64

/**
 * The k nearest other rows of every row by cosine distance, from every pair's dot product: work grows with the square of
 * the row count.
 * @param vectors float32 [rows * dimension], row-major, L2-normalised; rows with NaN or of zero length get no neighbours
 * @param k neighbours for a row, at least 1
 */
export async function exactCosineNeighbours(
  vectors: Float32Array,
  dimension: number,
  k: number,
  options: WorkOptions = {},
): Promise<Neighbours> {
  const usable = usableRows(vectors, dimension)
  const lists = new NearestLists(vectors.length / dimension, k)
  const tiles = Math.ceil(usable.length / TILE_ROWS)
  const pace = new Pace((tiles * (tiles + 1)) / 2, options)
  const left = new Float64Array(TILE_ROWS * dimension)
  const right = new Float64Array(TILE_ROWS * dimension)
  const dots = new Float64Array(TILE_ROWS * TILE_ROWS)
  let done = 0
  for (let tileA = 0; tileA < tiles; tileA += 1) {
    loadTile(left, vectors, dimension, usable, tileA)
    for (let tileB = tileA; tileB < tiles; tileB += 1) {
      loadTile(right, vectors, dimension, usable, tileB)
      multiplyTiles(left, right, dots, dimension)
      offerTile(lists, dots, usable, tileA, tileB)
      done += 1
      if (pace.due()) await pace.rest(done)
    }
  }
  pace.finish()
  return lists.toNeighbours()
}

function loadTile(
  tile: Float64Array,
  vectors: Float32Array,
  dimension: number,
  usable: Uint32Array,
  tileNumber: number,
): void {
  const first = tileNumber * TILE_ROWS
  const rows = Math.min(TILE_ROWS, usable.length - first)
  for (let row = 0; row < rows; row += 1) {
    const start = (usable[first + row] ?? 0) * dimension
    tile.set(vectors.subarray(start, start + dimension), row * dimension)
  }
  tile.fill(0, rows * dimension)
}

/** dots[i, j] = left[i] . right[j], four by two at a time so that each loaded value is used more than once. */
function multiplyTiles(left: Float64Array, right: Float64Array, dots: Float64Array, dimension: number): void {
  for (let i = 0; i < TILE_ROWS; i += 4) {
    const a0 = i * dimension
    const a1 = a0 + dimension
    const a2 = a1 + dimension
    const a3 = a2 + dimension
    for (let j = 0; j < TILE_ROWS; j += 2) {
      const b0 = j * dimension
      const b1 = b0 + dimension
      let s00 = 0
      let s01 = 0
      let s10 = 0
      let s11 = 0
      let s20 = 0
      let s21 = 0
      let s30 = 0
      let s31 = 0
      for (let d = 0; d < dimension; d += 1) {
        const x = right[b0 + d] ?? 0
        const y = right[b1 + d] ?? 0
        const p = left[a0 + d] ?? 0
        const q = left[a1 + d] ?? 0
        const r = left[a2 + d] ?? 0
        const s = left[a3 + d] ?? 0
        s00 += p * x
        s01 += p * y
        s10 += q * x
        s11 += q * y
        s20 += r * x
        s21 += r * y
        s30 += s * x
        s31 += s * y
      }
      const o = i * TILE_ROWS + j
      dots[o] = s00
      dots[o + 1] = s01
      dots[o + TILE_ROWS] = s10
      dots[o + TILE_ROWS + 1] = s11
      dots[o + 2 * TILE_ROWS] = s20
      dots[o + 2 * TILE_ROWS + 1] = s21
      dots[o + 3 * TILE_ROWS] = s30
      dots[o + 3 * TILE_ROWS + 1] = s31
    }
  }
}

function offerTile(
  lists: NearestLists,
  dots: Float64Array,
  usable: Uint32Array,
  tileA: number,
  tileB: number,
): void {
  const firstA = tileA * TILE_ROWS
  const firstB = tileB * TILE_ROWS
  const rowsA = Math.min(TILE_ROWS, usable.length - firstA)
  const rowsB = Math.min(TILE_ROWS, usable.length - firstB)
  for (let i = 0; i < rowsA; i += 1) {
    const a = usable[firstA + i] ?? 0
    for (let j = tileA === tileB ? i + 1 : 0; j < rowsB; j += 1) {
      const b = usable[firstB + j] ?? 0
      const distance = cosineDistance(dots[i * TILE_ROWS + j] ?? 0)
      lists.offer(a, b, distance)
      lists.offer(b, a, distance)
    }
  }
}

/** Rounding may push a dot product of unit vectors a little past 1. */
function cosineDistance(dot: number): number {
  return dot >= 1 ? 0 : 1 - dot
}
