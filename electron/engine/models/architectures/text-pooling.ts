import { activate } from '../graph/activation.ts'
import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import { add, l2Normalise } from '../graph/layers.ts'
import type { TextTower } from './text-tower.ts'

/** How the vectors of a text's tokens become one; of several, one behind the other. */
export type PoolingMode = 'cls' | 'max' | 'mean' | 'mean_sqrt_len_tokens'

/** A linear layer behind the pooling. Its numbers are few, so they become part of the graph. */
export interface TextDense {
  readonly inFeatures: number
  readonly outFeatures: number
  /** [outFeatures, inFeatures] */
  readonly weight: Float32Array
  /** [outFeatures] */
  readonly bias: Float32Array | null
  readonly activation: 'none' | 'tanh' | 'gelu' | 'relu'
}

/** What sentence-transformers puts behind a text tower. */
export interface TextPooling {
  readonly modes: readonly PoolingMode[]
  readonly dense: readonly TextDense[]
}

export interface TextEmbedding {
  /** float32 [N, dimension], L2 norm 1 */
  readonly embedding: Value
  readonly dimension: number
}

/**
 * One vector for each text. It is normalised even where the published model leaves that to its user: cosine is the same.
 * @param attentionMask int64 [N, T]
 * @throws RangeError if the dense layers do not fit the tower
 */
export function embedText(
  graph: GraphBuilder,
  tower: TextTower,
  attentionMask: Value,
  pooling: TextPooling,
): TextEmbedding {
  const pooled = pooling.modes.map((mode) => pool(graph, tower.tokens, attentionMask, mode))
  const [first] = pooled
  if (first === undefined) throw new RangeError('Expected at least one way of pooling but there is none')
  let embedding = pooled.length === 1 ? first : graph.node('Concat', pooled, { axis: 1 })
  let dimension = tower.width * pooled.length
  for (const layer of pooling.dense) {
    if (layer.inFeatures !== dimension) {
      throw new RangeError(`Expected a dense layer of ${dimension} numbers but it takes ${layer.inFeatures}`)
    }
    embedding = dense(graph, embedding, layer)
    dimension = layer.outFeatures
  }
  return { embedding: l2Normalise(graph, embedding), dimension }
}

function pool(graph: GraphBuilder, tokens: Value, attentionMask: Value, mode: PoolingMode): Value {
  if (mode === 'cls') return graph.node('Gather', [tokens, graph.integers([0], [])], { axis: 1 })
  const mask = graph.node('Unsqueeze', [attentionMask, graph.integers([2])])
  if (mode === 'max') {
    const isPadding = graph.node('Equal', [mask, graph.integers([0], [])])
    const shown = graph.node('Where', [isPadding, graph.floats([-3.4e38], []), tokens])
    return graph.node('ReduceMax', [shown], { axes: [1], keepdims: 0 })
  }
  const weights = graph.node('Cast', [mask], { to: 1 })
  const sum = sumOverTokens(graph, graph.node('Mul', [tokens, weights]))
  const count = graph.node('Max', [sumOverTokens(graph, weights), graph.floats([1e-9], [])])
  return graph.node('Div', [sum, mode === 'mean' ? count : graph.node('Sqrt', [count])])
}

function sumOverTokens(graph: GraphBuilder, input: Value): Value {
  return graph.node('ReduceSum', [input, graph.integers([1])], { keepdims: 0 })
}

function dense(graph: GraphBuilder, input: Value, layer: TextDense): Value {
  const weight = graph.floats(layer.weight, [layer.outFeatures, layer.inFeatures])
  const product = graph.node('MatMul', [input, graph.node('Transpose', [weight], { perm: [1, 0] })])
  const sum = layer.bias === null ? product : add(graph, product, graph.floats(layer.bias))
  if (layer.activation === 'none') return sum
  return layer.activation === 'tanh' ? graph.node('Tanh', [sum]) : activate(graph, layer.activation, sum)
}
