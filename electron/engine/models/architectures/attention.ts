import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { linear, reshape, softmax, transpose } from '../graph/layers.ts'

/** Size of an attention, and what is done to its scores. */
export interface AttentionShape {
  readonly heads: number
  /** Features of a row, in all heads together. */
  readonly width: number
  /** Adds a bias or a mask to the scores [N, heads, Tq, Tk], scaled already, before the softmax. */
  readonly adjust?: (scores: Value) => Value
}

/**
 * Scaled dot-product attention: softmax(q k^T / sqrt(width / heads)) v in every head.
 * @param query [N, Tq, width]; N may be 1 where the queries are the same for every row
 * @param key [N, Tk, width]
 * @param value [N, Tk, width]
 * @returns [N, Tq, width]
 */
export function attend(
  graph: GraphBuilder,
  query: Value,
  key: Value,
  value: Value,
  { heads, width, adjust = (scores) => scores }: AttentionShape,
): Value {
  const scaled = graph.node('Mul', [query, graph.floats([(width / heads) ** -0.5], [])])
  const byHead = (rows: Value, permutation: readonly number[]): Value =>
    transpose(graph, reshape(graph, rows, [0, 0, heads, width / heads]), permutation)
  const scores = graph.node('MatMul', [byHead(scaled, [0, 2, 1, 3]), byHead(key, [0, 2, 3, 1])])
  const context = graph.node('MatMul', [softmax(graph, adjust(scores)), byHead(value, [0, 2, 1, 3])])
  return reshape(graph, transpose(graph, context, [0, 2, 1, 3]), [0, 0, width])
}

/** The four linear layers of an attention, each a scope with `weight` and, if it has one, `bias`. */
export interface AttentionWeights {
  readonly query: GraphWeights
  readonly key: GraphWeights
  readonly value: GraphWeights
  readonly output: GraphWeights
}

/** Multi-head self-attention with its projections: [N, T, width] to [N, T, width]. */
export function selfAttention(
  graph: GraphBuilder,
  weights: AttentionWeights,
  input: Value,
  shape: AttentionShape,
): Value {
  const project = (scope: GraphWeights, rows: Value): Value =>
    linear(graph, scope, rows, shape.width, shape.width)
  const query = project(weights.query, input)
  const key = project(weights.key, input)
  const value = project(weights.value, input)
  return project(weights.output, attend(graph, query, key, value, shape))
}
