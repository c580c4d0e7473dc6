import { createRequire } from 'node:module'
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
 * (USearch also refuses to search with more threads than it was built with.)
 */
const THREADS = 1

/** An empty graph for cosine distance over int8 copies of the vectors; hits are to be rescored by the caller. */
export function createCosineGraph(dimension: number): Index {
  return new usearch.Index({
    dimensions: dimension,
    metric: usearch.MetricKind.Cos,
    quantization: usearch.ScalarKind.I8,
    connectivity: 16,
    expansion_add: 128,
    expansion_search: 128,
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
