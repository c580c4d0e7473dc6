import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { add, linear, transpose } from '../graph/layers.ts'
import { attend } from './attention.ts'
import { feedForward, residual } from './vit-block.ts'
import type { EncoderShape } from './vit-config.ts'
import { slice, tokenAt } from './vit-tokens.ts'

/**
 * SigLIP's pooling: one learned query looks at all tokens: [N, T, width] to [N, width].
 * @param weights PyTorch's MultiheadAttention, whose query, key and value weights are one tensor, and a feed-forward layer
 */
export function attentionPooling(
  graph: GraphBuilder,
  weights: GraphWeights,
  tokens: Value,
  shape: EncoderShape,
): Value {
  const { width } = shape
  const attention = weights.scope('attention.')
  const packedWeight = transpose(graph, attention.take('in_proj_weight', [3 * width, width]), [1, 0])
  const packedBias = attention.take('in_proj_bias', [3 * width])
  const project = (input: Value, part: number): Value => {
    const own = (packed: Value): Value => slice(graph, packed, -1, part * width, (part + 1) * width)
    return add(graph, graph.node('MatMul', [input, own(packedWeight)]), own(packedBias))
  }
  const query = project(weights.take('probe', [1, 1, width]), 0)
  const context = attend(graph, query, project(tokens, 1), project(tokens, 2), shape)
  const pooled = linear(graph, attention.scope('out_proj.'), context, width, width)
  const mlp = weights.scope('mlp.')
  const result = residual(graph, weights.scope('layernorm.'), pooled, shape, (rows) =>
    feedForward(graph, mlp.scope('fc1.'), mlp.scope('fc2.'), rows, shape),
  )
  return tokenAt(graph, result, 0)
}
