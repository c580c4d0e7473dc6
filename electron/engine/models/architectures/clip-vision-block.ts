import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { selfAttention } from './attention.ts'
import { feedForward, residual } from './vit-block.ts'
import type { EncoderShape } from './vit-config.ts'

/** A block as CLIP and SigLIP name it: [N, T, width] to the same. */
export function clipBlock(
  graph: GraphBuilder,
  weights: GraphWeights,
  tokens: Value,
  shape: EncoderShape,
): Value {
  const attention = {
    query: weights.scope('self_attn.q_proj.'),
    key: weights.scope('self_attn.k_proj.'),
    value: weights.scope('self_attn.v_proj.'),
    output: weights.scope('self_attn.out_proj.'),
  }
  const attended = residual(graph, weights.scope('layer_norm1.'), tokens, shape, (rows) =>
    selfAttention(graph, attention, rows, shape),
  )
  return residual(graph, weights.scope('layer_norm2.'), attended, shape, (rows) =>
    feedForward(graph, weights.scope('mlp.fc1.'), weights.scope('mlp.fc2.'), rows, shape),
  )
}
