import { parentPort, workerData } from 'node:worker_threads'
import { NearestLists } from '../vector-index/nearest-lists.ts'
import { crewTask } from '../vector-index/run-crew.ts'
import { MatrixProduct } from './matrix-product.ts'
import { matrixNeighboursStart, TILE_ROWS, tilesOfTask } from './matrix-tiles.ts'
import { offerTile } from './offer-tile.ts'

/* Multiplies pairs of tiles and keeps the nearest rows in lists of its own, which lie in memory shared with the caller. */

if (parentPort === null) throw new Error('Expected to be started as a worker thread')
const port = parentPort
const { matrix, dimension, lists: memory } = matrixNeighboursStart.parse(workerData)
const rows = matrix.length / dimension
const lists = new NearestLists(rows, memory.limit, memory)
const product = await MatrixProduct.create(dimension, TILE_ROWS)

async function work(message: unknown): Promise<void> {
  const { from, to } = crewTask.parse(message)
  for (let task = from; task < to; task += 1) {
    const [tileA, tileB] = tilesOfTask(task)
    const [a, b] = [rowsOf(tileA), rowsOf(tileB)]
    offerTile(lists, await product.multiply(a, b), tileA * TILE_ROWS, tileB * TILE_ROWS, b.length / dimension)
  }
  port.postMessage(to - from)
}

function rowsOf(tile: number): Float32Array {
  return matrix.subarray(tile * TILE_ROWS * dimension, Math.min((tile + 1) * TILE_ROWS, rows) * dimension)
}

// A failure ends the thread, as an unhandled rejection, and the caller hears of it.
port.on('message', (message: unknown) => void work(message))
