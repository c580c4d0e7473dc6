import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Index } from 'usearch'
import { IndexMismatchError } from './index-mismatch-error.ts'
import { NearestLists } from './nearest-lists.ts'
import type { Neighbours } from './neighbours.ts'
import { Pace, type WorkOptions } from './pace.ts'
import { usableRows } from './usable-rows.ts'
import { addToGraph, createCosineGraph, searchGraph, searchGraphInThreads } from './usearch-module.ts'

/** Rows added in one synchronous call: about 50 ms at 128 dimensions. */
const ADD_ROWS = 256
/** The graph compares int8 copies, so more rows are asked of it than are kept after the exact rescoring. */
const OVER_FETCH_ROWS = 14
/** Rows searched for in one synchronous call: about 50 ms of each thread. */
const SEARCH_ROWS = 256

/** What the catalogue wrote down about an index file, and the vectors it was built from. */
export interface ExpectedIndex {
  /** 64 lower-case hexadecimal digits */
  readonly sha256: string
  /** Rows of `vectors`, usable or not */
  readonly rows: number
  readonly dimension: number
  /** float32 [rows * dimension], L2-normalised: hits are rescored from them */
  readonly vectors: Float32Array
}

/** Approximate nearest rows by cosine distance; keys are row numbers, distances are exact. */
export class CosineIndex {
  readonly dimension: number
  readonly #graph: Index
  /** A graph from a file may be searched by several threads. */
  readonly #isLoaded: boolean
  readonly #vectors: Float32Array

  private constructor(graph: Index, isLoaded: boolean, vectors: Float32Array, dimension: number) {
    this.#graph = graph
    this.#isLoaded = isLoaded
    this.#vectors = vectors
    this.dimension = dimension
  }

  /**
   * The same vectors give the same index.
   * @param vectors float32 [rows * dimension], L2-normalised; kept, not copied; rows with NaN or of zero length are left out
   */
  static async build(
    vectors: Float32Array,
    dimension: number,
    options: WorkOptions = {},
  ): Promise<CosineIndex> {
    const usable = usableRows(vectors, dimension)
    const graph = createCosineGraph(dimension)
    const pace = new Pace(usable.length, options)
    for (let start = 0; start < usable.length; start += ADD_ROWS) {
      const chunk = usable.subarray(start, start + ADD_ROWS)
      const chunkVectors = new Float32Array(chunk.length * dimension)
      chunk.forEach((row, place) => {
        chunkVectors.set(vectors.subarray(row * dimension, (row + 1) * dimension), place * dimension)
      })
      addToGraph(graph, BigUint64Array.from(chunk, BigInt), chunkVectors)
      if (pace.due()) await pace.rest(start + chunk.length)
    }
    pace.finish()
    return new CosineIndex(graph, false, vectors, dimension)
  }

  /**
   * Loads an index file after its bytes were checked: a damaged file would load and crash the process on search.
   * @throws IndexMismatchError if the file is missing, its hash differs, or it holds other rows or another dimension
   */
  static async open(path: string, expected: ExpectedIndex): Promise<CosineIndex> {
    const { dimension, rows, sha256, vectors } = expected
    const usableCount = usableRows(vectors, dimension).length
    if (vectors.length !== rows * dimension) {
      throw new IndexMismatchError(path, `${rows} rows`, `${vectors.length / dimension} vectors`)
    }
    const found = await hashFile(path).catch((error: unknown) => {
      if (isMissingFile(error)) throw new IndexMismatchError(path, 'a file', 'none')
      throw error
    })
    if (found !== sha256) throw new IndexMismatchError(path, `SHA-256 ${sha256}`, found)
    const graph = createCosineGraph(dimension)
    graph.load(path)
    // Loading takes over whatever shape the file has.
    if (graph.dimensions() !== dimension) {
      throw new IndexMismatchError(path, `${dimension} dimensions`, String(graph.dimensions()))
    }
    if (graph.size() !== usableCount) {
      throw new IndexMismatchError(path, `${usableCount} usable rows`, String(graph.size()))
    }
    return new CosineIndex(graph, true, vectors, dimension)
  }

  /** Rows of the vectors the index was built from. */
  get rows(): number {
    return this.#vectors.length / this.dimension
  }

  /** Writes the index to a temporary name, syncs it and renames it, so that `path` never holds half a file. */
  async save(path: string): Promise<{ sha256: string; rows: number }> {
    const temporary = `${path}.${randomUUID()}.tmp`
    try {
      this.#graph.save(temporary)
      await syncPath(temporary)
      const sha256 = await hashFile(temporary)
      await rename(temporary, path)
      // A rename survives a power cut once its folder is synced; Windows can neither open nor needs to sync one.
      if (process.platform !== 'win32') await syncPath(dirname(path))
      return { sha256, rows: this.rows }
    } finally {
      await rm(temporary, { force: true })
    }
  }

  /**
   * The k rows nearest to each query. Synchronous: a query takes about half a millisecond.
   * @param queries float32 [queries * dimension], L2-normalised; a query with NaN or of zero length finds nothing
   */
  search(queries: Float32Array, k: number): Neighbours {
    const lists = new NearestLists(queries.length / this.dimension, k)
    for (const query of usableRows(queries, this.dimension)) {
      const vector = queries.subarray(query * this.dimension, (query + 1) * this.dimension)
      this.#offerHits(lists, query, vector, k)
    }
    return lists.toNeighbours()
  }

  /** The k rows nearest to every row, itself left out; `cores` threads search. */
  async searchSelf(k: number, options: WorkOptions = {}): Promise<Neighbours> {
    const lists = new NearestLists(this.rows, k)
    const usable = usableRows(this.#vectors, this.dimension)
    const graph = this.#isLoaded ? this.#graph : await reloaded(this.#graph, this.dimension)
    const count = Math.min(k + OVER_FETCH_ROWS, graph.size())
    const pace = new Pace(usable.length, options)
    for (let start = 0; start < usable.length; start += SEARCH_ROWS) {
      const rows = usable.subarray(start, start + SEARCH_ROWS)
      const found = searchGraphInThreads(graph, this.#copyOf(rows), count, options.cores ?? 1)
      for (const [place, row] of rows.entries())
        this.#offerKeys(lists, row, found[place] ?? new BigUint64Array())
      if (pace.due()) await pace.rest(start + rows.length)
    }
    pace.finish()
    return lists.toNeighbours()
  }

  #copyOf(rows: Uint32Array): Float32Array {
    const { dimension } = this
    const copy = new Float32Array(rows.length * dimension)
    rows.forEach((row, place) => {
      copy.set(this.#vectors.subarray(row * dimension, (row + 1) * dimension), place * dimension)
    })
    return copy
  }

  /** Offers the hits of a row of this very index to its list, but for the row itself. */
  #offerKeys(lists: NearestLists, row: number, keys: BigUint64Array): void {
    const vector = this.#vectors.subarray(row * this.dimension, (row + 1) * this.dimension)
    for (const key of keys) {
      const other = Number(key)
      if (other !== row) lists.offer(row, other, this.#exactDistance(vector, other))
    }
  }

  #offerHits(lists: NearestLists, query: number, vector: Float32Array, k: number): void {
    const count = Math.min(k + OVER_FETCH_ROWS, this.#graph.size())
    if (count === 0) return
    for (const key of searchGraph(this.#graph, vector, count)) {
      const row = Number(key)
      lists.offer(query, row, this.#exactDistance(vector, row))
    }
  }

  #exactDistance(vector: Float32Array, row: number): number {
    const start = row * this.dimension
    const dot = dotProduct(vector, this.#vectors, start, this.dimension)
    return dot >= 1 ? 0 : 1 - dot
  }
}

/** Stands alone, so that it is compiled on its own. */
function dotProduct(a: Float32Array, b: Float32Array, startB: number, dimension: number): number {
  let dot = 0
  for (let d = 0; d < dimension; d += 1) dot += (a[d] ?? 0) * (b[startB + d] ?? 0)
  return dot
}

/** The same graph by way of a file, so that several threads may search it. */
async function reloaded(graph: Index, dimension: number): Promise<Index> {
  const folder = await mkdtemp(join(tmpdir(), 'doublet-index-'))
  try {
    const path = join(folder, 'graph.usearch')
    graph.save(path)
    const copy = createCosineGraph(dimension)
    copy.load(path)
    return copy
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
