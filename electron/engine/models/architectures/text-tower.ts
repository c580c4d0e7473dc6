import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { layerNorm } from '../graph/layers.ts'

/** Titles as numbers: int64 [N, T], both sizes known only when the graph runs. */
export interface TextInputs {
  readonly ids: Value
  /** 1 for a token, 0 for padding. */
  readonly attentionMask: Value
  /** null: every token is of the first type. */
  readonly tokenTypes: Value | null
}

/** The part of a network that reads a text. */
export interface TextTower {
  /** float32 [N, T, width] */
  readonly tokens: Value
  /** float32 [N, width]: the first token through the model's own pooler; null where it has none. */
  readonly pooler: Value | null
  readonly width: number
}

/** Scores of padding, so far below all others that their softmax is 0; and no infinity, also in half precision's sums. */
const MASKED = -1e9

/** float32 [N, 1, 1, T] to be added to attention's scores: 0 for a token, far below 0 for padding. */
export function maskScores(graph: GraphBuilder, attentionMask: Value): Value {
  const mask = graph.node('Cast', [attentionMask], { to: FLOAT })
  const padding = graph.node('Sub', [graph.floats([1], []), mask])
  const scores = graph.node('Mul', [padding, graph.floats([MASKED], [])])
  return graph.node('Unsqueeze', [scores, graph.integers([1, 2])])
}

/** ONNX's number for float32. */
const FLOAT = 1

/** float32 [N, T, width]: a row of the table for every number. */
export function embed(
  graph: GraphBuilder,
  weights: GraphWeights,
  numbers: Value,
  rows: number,
  width: number,
): Value {
  return graph.node('Gather', [weights.take('weight', [rows, width]), numbers], { axis: 0 })
}

/** Layer normalisation that also knows the names which BERT's first checkpoints have from TensorFlow. */
export function textLayerNorm(
  graph: GraphBuilder,
  weights: GraphWeights,
  input: Value,
  features: number,
  epsilon: number,
): Value {
  if (!weights.has('gamma')) return layerNorm(graph, weights, input, features, epsilon)
  const scale = weights.take('gamma', [features])
  const shift = weights.take('beta', [features])
  return graph.node('LayerNormalization', [input, scale, shift], { axis: -1, epsilon: { float: epsilon } })
}
