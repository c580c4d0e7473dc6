import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { linear, silu } from '../graph/layers.ts'
import type { EncoderShape } from './vit-config.ts'
import { slice } from './vit-tokens.ts'

/**
 * DINOv2's gated feed-forward layer: silu(gate(x)) * up(x), and back to the width. Its inside is two thirds of the plain
 * one's, rounded up to a multiple of 8.
 */
export function swiGlu(
  graph: GraphBuilder,
  weights: GraphWeights,
  input: Value,
  { width, hidden }: Pick<EncoderShape, 'width' | 'hidden'>,
): Value {
  const inside = Math.ceil(Math.trunc((hidden * 2) / 3) / 8) * 8
  const [gate, up] = gateAndUp(graph, weights, input, width, inside)
  const gated = graph.node('Mul', [silu(graph, gate), up])
  const back = weights.scope(weights.has('down_proj.weight') ? 'down_proj.' : 'weights_out.')
  return linear(graph, back, gated, inside, width)
}

/** One linear layer for both in published checkpoints; two in the modules of transformers 5. */
function gateAndUp(
  graph: GraphBuilder,
  weights: GraphWeights,
  input: Value,
  width: number,
  inside: number,
): readonly [Value, Value] {
  if (weights.has('gate_proj.weight')) {
    const gate = linear(graph, weights.scope('gate_proj.'), input, width, inside)
    return [gate, linear(graph, weights.scope('up_proj.'), input, width, inside)]
  }
  const both = linear(graph, weights.scope('weights_in.'), input, width, 2 * inside)
  return [slice(graph, both, -1, 0, inside), slice(graph, both, -1, inside, 2 * inside)]
}
