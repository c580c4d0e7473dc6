import { z } from 'zod'
import { float32Array, nearestListsMemory } from '../vector-index/typed-arrays.ts'

/** Rows of a tile: its product with another, at 512 values a row, is 2 MB of each and 4 MB of products, and takes 17 ms. */
export const TILE_ROWS = 1024

/** What a worker is started with, all in shared memory. */
export const matrixNeighboursStart = z.object({
  /** float32 [rows * dimension], rows of length 1 */
  matrix: float32Array,
  dimension: z.number().int().positive(),
  /** Of this worker alone */
  lists: nearestListsMemory,
})
export type MatrixNeighboursStart = z.infer<typeof matrixNeighboursStart>

/** Pairs of tiles, each once, a tile with itself too. */
export function countTileTasks(rows: number): number {
  const tiles = Math.ceil(rows / TILE_ROWS)
  return (tiles * (tiles + 1)) / 2
}

/** The pair that a task is about, a <= b: 0 is (0, 0), 1 (0, 1), 2 (1, 1), 3 (0, 2) and so on. */
export function tilesOfTask(task: number): [a: number, b: number] {
  let b = Math.floor((Math.sqrt(8 * task + 1) - 1) / 2)
  if (((b + 1) * (b + 2)) / 2 <= task) b += 1
  return [task - (b * (b + 1)) / 2, b]
}
