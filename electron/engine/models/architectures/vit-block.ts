import { activate } from '../graph/activation.ts'
import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { add, layerNorm, linear } from '../graph/layers.ts'
import type { EncoderShape } from './vit-config.ts'

/** Half of a block: input + layer(norm(input)). @param norm of the layer normalisation */
export function residual(
  graph: GraphBuilder,
  norm: GraphWeights,
  input: Value,
  { width, epsilon }: Pick<EncoderShape, 'width' | 'epsilon'>,
  layer: (normalised: Value) => Value,
): Value {
  return add(graph, input, layer(layerNorm(graph, norm, input, width, epsilon)))
}

/** Two linear layers with an activation between: [N, T, width] to [N, T, width]. */
export function feedForward(
  graph: GraphBuilder,
  first: GraphWeights,
  second: GraphWeights,
  input: Value,
  { width, hidden, activation }: Pick<EncoderShape, 'width' | 'hidden' | 'activation'>,
): Value {
  const inside = activate(graph, activation, linear(graph, first, input, width, hidden))
  return linear(graph, second, inside, hidden, width)
}
