import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import type { Index, MetricKind, ScalarKind } from 'usearch'

interface UsearchModule {
  readonly Index: typeof Index
  readonly MetricKind: typeof MetricKind
  readonly ScalarKind: typeof ScalarKind
}

// Its ESM entry looks for its own binary from the working directory and recurses for ever in some; CommonJS does not.
const loaded: unknown = createRequire(import.meta.url)('usearch')

if (!isUsearchModule(loaded)) {
  throw new Error('Expected the usearch package to export Index, MetricKind and ScalarKind but it does not')
}

const usearch: UsearchModule = loaded

/**
 * One thread: with more, the graph depends on who comes first, and the same rows would give other neighbours next time.
 * What is found in a graph that is there does not depend on it.
 */
const THREADS = 1

/**
 * An empty graph over int8 copies of unit vectors; hits are to be rescored by the caller. Among unit vectors the inner
 * product orders as the cosine does, and takes half of its time, since it measures no lengths.
 */
export function createCosineGraph(dimension: number): Index {
  return new usearch.Index({
    dimensions: dimension,
    metric: usearch.MetricKind.IP,
    quantization: usearch.ScalarKind.I8,
    // Of 34,000 x 512: 16/64/64 found 1.000 of the nearest ten, 12/64/64 0.997, 24/32/64 0.996, 8/64/64 0.993.
    connectivity: 16,
    expansion_add: 64,
    expansion_search: 64,
    multi: false,
  })
}

/** @param vectors float32 [keys * dimension]; must hold finite, non-zero rows */
export function addToGraph(graph: Index, keys: BigUint64Array, vectors: Float32Array): void {
  graph.add(keys, vectors, THREADS)
}

/**
 * @param query float32 [dimension], finite and not zero
 * @returns keys of at most `count` hits, approximately the nearest; fewer where the graph holds fewer
 */
export function searchGraph(graph: Index, query: Float32Array, count: number): BigUint64Array {
  return graph.search(query, count, THREADS).keys
}

/**
 * As searchGraph, for many queries and by several threads.
 * @param graph one that was loaded from a file: USearch searches one that was built here with one thread only
 * @param queries float32 [queries * dimension], in an array of their own; finite and not zero
 * @returns for each query the keys of at most `count` hits
 */
export function searchGraphInThreads(
  graph: Index,
  queries: Float32Array,
  count: number,
  threads: number,
): BigUint64Array[] {
  const found = graph.search(queries, count, Math.min(threads, availableParallelism()))
  // One query gives Matches, without counts; several give BatchMatches, padded to the same length.
  if (!(found instanceof Object) || !('counts' in found) || !(found.counts instanceof BigUint64Array))
    return [found.keys]
  return Array.from(found.counts, (hits, query) =>
    found.keys.slice(query * count, query * count + Number(hits)),
  )
}

function isUsearchModule(value: unknown): value is UsearchModule {
  return (
    typeof value === 'object' &&
    value !== null &&
    'Index' in value &&
    typeof value.Index === 'function' &&
    'MetricKind' in value &&
    typeof value.MetricKind === 'object' &&
    'ScalarKind' in value &&
    typeof value.ScalarKind === 'object'
  )
}
