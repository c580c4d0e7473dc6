import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { add, conv2d, linear, reshape, transpose } from '../graph/layers.ts'
import type { ConditionalDetrConfig } from './conditional-detr-config.ts'
import { cellPositions } from './conditional-detr-positions.ts'
import { detectorDecoder, detectorEncoder, perceptron } from './conditional-detr-transformer.ts'
import { resNetFeatures } from './resnet.ts'

export interface Detections {
  /** float32 [1, queries, classes] */
  readonly logits: Value
  /** float32 [1, queries, 4]: centre x, centre y, width and height, as parts of the picture, 0..1. */
  readonly boxes: Value
}

/**
 * Conditional DETR over a ResNet.
 * @param weights of ConditionalDetrForObjectDetection, in the names of the published checkpoints or of transformers 5
 * @param pixels float32 [1, 3, H, W] of any H and W, normalised; one picture, without padding
 * @throws MissingWeight, WeightShapeMismatch
 * @see Meng et al., Conditional DETR for Fast Training Convergence, https://arxiv.org/abs/2108.06152
 */
export function conditionalDetr(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: ConditionalDetrConfig,
  pixels: Value,
): Detections {
  const { width, queries } = config
  const model = weights.scope('model.')
  const features = resNetFeatures(graph, backboneWeights(model), config.backbone, pixels)
  const projected = conv2d(graph, model.scope('input_projection.'), features, {
    inChannels: config.backbone.channels.at(-1) ?? 0,
    outChannels: width,
    kernel: 1,
  })
  const cells = transpose(graph, reshape(graph, projected, [0, 0, -1]), [0, 2, 1])
  const positions = cellPositions(graph, features, width)
  const encoded = detectorEncoder(graph, model.scope('encoder.'), config, cells, positions)
  const queryPositions = graph.node('Unsqueeze', [
    model.scope('query_position_embeddings.').take('weight', [queries, width]),
    graph.integers([0]),
  ])
  const decoded = detectorDecoder(graph, model.scope('decoder.'), config, {
    cells: encoded,
    cellPositions: positions,
    queryPositions,
  })
  const classifier = weights.scope('class_labels_classifier.')
  return {
    logits: linear(graph, classifier, decoded.state, width, config.classes.length),
    boxes: predictBoxes(graph, weights.scope('bbox_predictor.'), width, decoded),
  }
}

/** Since transformers 5 the backbone is no longer inside an encoder. */
function backboneWeights(model: GraphWeights): GraphWeights {
  const published = model.scope('backbone.conv_encoder.model.')
  return published.keys().length > 0 ? published : model.scope('backbone.model.')
}

/** Boxes are predicted as what is to be added to the point that each query starts from, before the sigmoid. */
function predictBoxes(
  graph: GraphBuilder,
  weights: GraphWeights,
  width: number,
  { state, points }: { readonly state: Value; readonly points: Value },
): Value {
  const change = perceptron(graph, weights, state, [width, width, width, 4])
  const [move = change, size = change] = graph.nodes(
    'Split',
    [change, graph.integers([2, 2])],
    { axis: 2 },
    2,
  )
  const moved = add(graph, move, inverseSigmoid(graph, points))
  return graph.node('Sigmoid', [graph.node('Concat', [moved, size], { axis: 2 })])
}

/** As transformers' inverse_sigmoid, which keeps 1e-5 away from the ends. */
function inverseSigmoid(graph: GraphBuilder, value: Value): Value {
  const least = graph.floats([1e-5], [])
  const rest = graph.node('Sub', [graph.floats([1], []), value])
  const odds = graph.node('Div', [graph.node('Max', [value, least]), graph.node('Max', [rest, least])])
  return graph.node('Log', [odds])
}
