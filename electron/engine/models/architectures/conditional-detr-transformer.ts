import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { add, layerNorm, linear, relu } from '../graph/layers.ts'
import type { AttentionShape } from './attention.ts'
import {
  decoderCrossAttention,
  decoderSelfAttention,
  encoderAttention,
} from './conditional-detr-attention.ts'
import type { ConditionalDetrConfig } from './conditional-detr-config.ts'
import { pointPositions } from './conditional-detr-positions.ts'

/** PyTorch's default. */
const EPSILON = 1e-5

/**
 * Linear layers `layers.0` ... with a ReLU between.
 * @param widths of the input and of each layer's output
 */
export function perceptron(
  graph: GraphBuilder,
  weights: GraphWeights,
  input: Value,
  widths: readonly number[],
): Value {
  let value = input
  for (const [layer, width] of widths.slice(1).entries()) {
    if (layer > 0) value = relu(graph, value)
    value = linear(graph, weights.scope(`layers.${layer}.`), value, widths[layer] ?? width, width)
  }
  return value
}

/** The two Linears of a transformer layer, in `mlp.` since transformers 5. */
function feedForward(
  graph: GraphBuilder,
  layer: GraphWeights,
  input: Value,
  width: number,
  inner: number,
): Value {
  const weights = layer.has('mlp.fc1.weight') ? layer.scope('mlp.') : layer
  const opened = relu(graph, linear(graph, weights.scope('fc1.'), input, width, inner))
  return linear(graph, weights.scope('fc2.'), opened, inner, width)
}

/** What a layer adds to its input, then normalised: DETR normalises after, not before. */
function addAndNormalise(
  graph: GraphBuilder,
  weights: GraphWeights,
  input: Value,
  added: Value,
  width: number,
): Value {
  return layerNorm(graph, weights, add(graph, input, added), width, EPSILON)
}

/**
 * @param cells float32 [1, cells, width]: the feature map, flattened
 * @param positions float32 [1, cells, width]
 * @returns float32 [1, cells, width]
 */
export function detectorEncoder(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: ConditionalDetrConfig,
  cells: Value,
  positions: Value,
): Value {
  const { width, encoder } = config
  let state = cells
  for (let index = 0; index < encoder.layers; index++) {
    const layer = weights.scope(`layers.${index}.`)
    const shape: AttentionShape = { width, heads: encoder.heads }
    const seen = encoderAttention(graph, layer.scope('self_attn.'), shape, state, positions)
    state = addAndNormalise(graph, layer.scope('self_attn_layer_norm.'), state, seen, width)
    const thought = feedForward(graph, layer, state, width, encoder.innerWidth)
    state = addAndNormalise(graph, layer.scope('final_layer_norm.'), state, thought, width)
  }
  return state
}

export interface DecoderInputs {
  /** float32 [1, cells, width]: what the encoder made of the feature map. */
  readonly cells: Value
  /** float32 [1, cells, width] */
  readonly cellPositions: Value
  /** float32 [1, queries, width] */
  readonly queryPositions: Value
}

export interface DecodedQueries {
  /** float32 [1, queries, width] */
  readonly state: Value
  /** float32 [1, queries, 2]: x, y, 0..1: the point of the picture that each query starts from. */
  readonly points: Value
}

export function detectorDecoder(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: ConditionalDetrConfig,
  inputs: DecoderInputs,
): DecodedQueries {
  const { width, queries, decoder } = config
  const points = graph.node('Sigmoid', [
    perceptron(graph, weights.scope('ref_point_head.'), inputs.queryPositions, [width, width, 2]),
  ])
  const startPoints = pointPositions(graph, points, width)
  const normalise = (value: Value): Value =>
    layerNorm(graph, weights.scope('layernorm.'), value, width, EPSILON)
  let state = graph.node('ConstantOfShape', [graph.integers([1, queries, width])])
  for (let index = 0; index < decoder.layers; index++) {
    const first = index === 0
    const turned = (): Value => perceptron(graph, weights.scope('query_scale.'), state, [width, width, width])
    const queryPoints = first ? startPoints : graph.node('Mul', [startPoints, turned()])
    const layer = weights.scope(`layers.${index}.`)
    state = decoderLayer(graph, layer, config, { ...inputs, state, queryPoints, first })
    if (config.normalisesEachLayer) state = normalise(state)
  }
  return { state: normalise(state), points }
}

interface LayerInputs extends DecoderInputs {
  readonly state: Value
  /** float32 [1, queries, width] */
  readonly queryPoints: Value
  readonly first: boolean
}

function decoderLayer(
  graph: GraphBuilder,
  layer: GraphWeights,
  { width, decoder }: ConditionalDetrConfig,
  { state, first, ...inputs }: LayerInputs,
): Value {
  const shape: AttentionShape = { width, heads: decoder.heads }
  const compared = decoderSelfAttention(graph, layer, shape, state, inputs.queryPositions)
  const asked = addAndNormalise(graph, layer.scope('self_attn_layer_norm.'), state, compared, width)
  const seen = decoderCrossAttention(graph, layer, shape, {
    queries: asked,
    queryPositions: first ? inputs.queryPositions : null,
    queryPoints: inputs.queryPoints,
    cells: inputs.cells,
    cellPositions: inputs.cellPositions,
  })
  const looked = addAndNormalise(graph, layer.scope('encoder_attn_layer_norm.'), asked, seen, width)
  const thought = feedForward(graph, layer, looked, width, decoder.innerWidth)
  return addAndNormalise(graph, layer.scope('final_layer_norm.'), looked, thought, width)
}
