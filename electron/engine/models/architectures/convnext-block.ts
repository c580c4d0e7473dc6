import { activate } from '../graph/activation.ts'
import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { add, conv2d, layerNorm, linear, reduce, reshape, transpose } from '../graph/layers.ts'
import type { ConvNextConfig } from './convnext-config.ts'
import type { ConvNextNames } from './convnext-names.ts'

/** Channels inside a block to those that come in. */
const EXPANSION = 4
/** Of the global response normalisation. */
const RESPONSE_EPSILON = 1e-6

/**
 * Depthwise convolution, then with the channels last: normalisation, a wider layer, activation, (response
 * normalisation,) a narrower layer; scaled and added to what came in.
 * @param input float32 [N, C, H, W]
 */
export function convNextBlock(
  graph: GraphBuilder,
  weights: GraphWeights,
  names: ConvNextNames,
  config: ConvNextConfig,
  { channels, kernel }: { readonly channels: number; readonly kernel: number },
  input: Value,
): Value {
  const wide = EXPANSION * channels
  const depthwise = {
    inChannels: channels,
    outChannels: channels,
    kernel,
    padding: kernel >> 1,
    groups: channels,
  }
  let value = conv2d(graph, weights.scope(names.depthwise), input, depthwise)
  value = transpose(graph, value, [0, 2, 3, 1])
  value = layerNorm(graph, weights.scope(names.norm), value, channels, config.epsilon)
  value = activate(
    graph,
    config.activation,
    pointwise(graph, weights.scope(names.widen), value, channels, wide),
  )
  if (config.responseNorm) value = globalResponseNorm(graph, weights.scope(names.responseNorm), value, wide)
  value = pointwise(graph, weights.scope(names.narrow), value, wide, channels)
  if (config.layerScale) value = graph.node('Mul', [value, weights.take(names.layerScale, [channels])])
  return add(graph, transpose(graph, value, [0, 3, 1, 2]), input)
}

/** Linear over the last axis; timm stores some as 1x1 convolutions. */
function pointwise(
  graph: GraphBuilder,
  weights: GraphWeights,
  input: Value,
  inFeatures: number,
  outFeatures: number,
): Value {
  if (weights.shapeOf('weight').length === 2) return linear(graph, weights, input, inFeatures, outFeatures)
  const stored = weights.take('weight', [outFeatures, inFeatures, 1, 1])
  const weight = transpose(graph, reshape(graph, stored, [outFeatures, inFeatures]), [1, 0])
  const product = graph.node('MatMul', [input, weight])
  return weights.has('bias') ? add(graph, product, weights.take('bias', [outFeatures])) : product
}

/**
 * x + (weight * x * n + bias), where n is a channel's norm over the picture to the mean of all channels'.
 * @param input float32 [N, H, W, C]
 * @see https://arxiv.org/abs/2301.00808
 */
function globalResponseNorm(
  graph: GraphBuilder,
  weights: GraphWeights,
  input: Value,
  channels: number,
): Value {
  // Hugging Face stores [1, 1, 1, C], timm [C].
  const shape = weights.shapeOf('weight').length === 4 ? [1, 1, 1, channels] : [channels]
  const [weight, bias] = [weights.take('weight', shape), weights.take('bias', shape)]
  const norm = reduce(graph, 'ReduceL2', input, [1, 2], true)
  const average = reduce(graph, 'ReduceMean', norm, [-1], true)
  const ratio = graph.node('Div', [norm, add(graph, average, graph.floats([RESPONSE_EPSILON], []))])
  const weighed = graph.node('Mul', [graph.node('Mul', [input, ratio]), weight])
  return add(graph, input, add(graph, weighed, bias))
}
