import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { countTileTasks, type MatrixNeighboursStart } from '../inference/matrix-tiles.ts'
import { gatherRows } from './gather-rows.ts'
import { NearestLists } from './nearest-lists.ts'
import type { Neighbours } from './neighbours.ts'
import type { WorkOptions } from './pace.ts'
import { runCrew } from './run-crew.ts'
import { usableRows } from './usable-rows.ts'

/** Pairs of tiles that a thread is given at a time. */
const TASKS_AT_ONCE = 2

/**
 * The k nearest other rows of every row by cosine distance, from every pair's dot product, by blocked matrix products in
 * threads (`cores`). The same vectors give the same neighbours, however many threads there are.
 * @param vectors float32 [rows * dimension], row-major, L2-normalised; rows with NaN or of zero length get no neighbours
 * @param k neighbours for a row, at least 1
 * @throws CrewFailed if a thread died; the signal's reason when cancelled
 */
export async function matrixNeighbours(
  vectors: Float32Array,
  dimension: number,
  k: number,
  options: WorkOptions = {},
): Promise<Neighbours> {
  const usable = usableRows(vectors, dimension)
  const shared = new Float32Array(new SharedArrayBuffer(usable.length * dimension * 4))
  const matrix = gatherRows(vectors, dimension, usable, shared)
  const workers = Math.max(1, options.cores ?? 1)
  // Each thread has lists of its own, since a pair of tiles fills those of both its rows.
  const perWorker = Array.from({ length: workers }, () => NearestLists.shared(usable.length, k))
  const file = new URL(`../inference/matrix-neighbours.worker${extname(import.meta.url)}`, import.meta.url)
  const start = (n: number): Worker => {
    const lists = perWorker[n]?.memory ?? NearestLists.shared(usable.length, k).memory
    const workerData: MatrixNeighboursStart = { matrix, dimension, lists }
    return new Worker(file, { workerData })
  }
  await runCrew({ start, workers, tasks: countTileTasks(usable.length), tasksAtOnce: TASKS_AT_ONCE }, options)
  return unite(perWorker, usable, vectors.length / dimension, k)
}

function unite(
  perWorker: readonly NearestLists[],
  usable: Uint32Array,
  rowCount: number,
  k: number,
): Neighbours {
  const lists = new NearestLists(rowCount, k)
  for (const { memory } of perWorker) {
    for (const [place, row] of usable.entries()) {
      const start = place * memory.limit
      for (let entry = start; entry < start + (memory.counts[place] ?? 0); entry += 1) {
        lists.offer(row, usable[memory.rows[entry] ?? 0] ?? 0, memory.distances[entry] ?? 0)
      }
    }
  }
  return lists.toNeighbours()
}
