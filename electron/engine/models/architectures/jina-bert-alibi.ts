import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import { textRange } from './bert-embeddings.ts'

/**
 * How fast each head's scores fall with distance. For a power of two a geometric row from 2^(-8/heads); otherwise that
 * of the next lower power of two, then every other one of the next higher.
 * @see https://arxiv.org/abs/2108.12409 - and its code, attention_with_linear_biases
 */
export function alibiSlopes(heads: number): number[] {
  const lower = 2 ** Math.floor(Math.log2(heads))
  const row = (count: number) => Array.from({ length: count }, (_, head) => 2 ** ((-8 * (head + 1)) / count))
  const between = row(2 * lower).filter((_, head) => head % 2 === 0)
  return [...row(lower), ...between.slice(0, heads - lower)]
}

/**
 * float32 [heads, T, T] to be added to attention's scores: minus the distance of the two tokens, times the head's slope.
 * @param ids int64 [N, T]
 */
export function alibiScores(graph: GraphBuilder, ids: Value, heads: number): Value {
  const places = graph.node('Cast', [textRange(graph, ids)], { to: 1 })
  const down = graph.node('Unsqueeze', [places, graph.integers([1])])
  const distance = graph.node('Abs', [graph.node('Sub', [places, down])])
  const slopes = alibiSlopes(heads).map((slope) => -slope)
  return graph.node('Mul', [distance, graph.floats(slopes, [heads, 1, 1])])
}
