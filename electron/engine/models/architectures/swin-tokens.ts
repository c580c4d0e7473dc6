import type { GraphBuilder, Value } from '../graph/graph-builder.ts'

/**
 * Tokens of [N, T, C] in another order.
 * @param order numbers of tokens; T stands for a token of zeros
 * @param count T
 * @returns [N, order.length, C]
 */
export function gatherTokens(
  graph: GraphBuilder,
  tokens: Value,
  order: readonly number[],
  count: number,
): Value {
  const source = order.includes(count)
    ? graph.node('Pad', [tokens, graph.integers([0, 0, 0, 0, 1, 0])])
    : tokens
  return graph.node('Gather', [source, graph.integers(order)], { axis: 1 })
}
