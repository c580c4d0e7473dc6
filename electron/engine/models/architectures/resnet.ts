import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import type { ImageTower, PictureSize } from '../graph/image-tower.ts'
import {
  add,
  batchNorm,
  type Convolution,
  conv2d,
  convolvedEdge,
  globalAveragePool,
  relu,
} from '../graph/layers.ts'
import type { ResNetConfig } from './resnet-config.ts'
import { type ResNetNames, resNetNames } from './resnet-names.ts'

/** Channels of a bottleneck to those inside it. */
const REDUCTION = 4

/**
 * ResNet, and ResNet-D as timm has it: features are the last stage's map, pooled is its mean.
 * @param pixels float32 [N, 3, H, W], normalised
 * @see https://arxiv.org/abs/1512.03385
 * @see https://arxiv.org/abs/1812.01187
 */
export function resNet(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: ResNetConfig,
  pixels: Value,
  { heightPx, widthPx }: PictureSize,
): ImageTower {
  const features = resNetFeatures(graph, weights, config, pixels)
  const width = config.channels.at(-1) ?? 0
  return {
    features,
    featureShape: [width, mapEdge(config, heightPx), mapEdge(config, widthPx)],
    pooled: globalAveragePool(graph, features),
    width,
  }
}

/** The last stage's map, float32 [N, C, h, w], of pictures whose size need not be known. */
export function resNetFeatures(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: ResNetConfig,
  pixels: Value,
): Value {
  const { names, scope } = resNetNames(weights)
  // Hugging Face keeps the classifier beside the network, not below it.
  for (const key of ['weight', 'bias']) {
    scope.ignore(names.classifier + key)
    weights.ignore(names.classifier + key)
  }
  const convolved = stem(graph, scope, names, config, pixels)
  const stemmed = relu(graph, batchNorm(graph, scope.scope(names.stemNorm), convolved, config.stemChannels))
  let map = graph.node('MaxPool', [stemmed], { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] })
  let inChannels = config.stemChannels
  config.channels.forEach((outChannels, stage) => {
    for (let block = 0; block < (config.depths[stage] ?? 0); block++) {
      const stride = block === 0 ? stageStride(config, stage) : 1
      const shape = { inChannels, outChannels, stride }
      map = residualBlock(graph, scope.scope(names.block(stage, block)), names, config, shape, map)
      inChannels = outChannels
    }
  })
  return map
}

/** Up to the stem's last norm. */
function stem(
  graph: GraphBuilder,
  weights: GraphWeights,
  names: ResNetNames,
  { stemChannels, deepStemChannels: inner }: ResNetConfig,
  pixels: Value,
): Value {
  if (inner === null) {
    const whole = { inChannels: 3, outChannels: stemChannels, kernel: 7, stride: 2, padding: 3 }
    return conv2d(graph, weights.scope(names.stemConvolution), pixels, whole)
  }
  const { convolutions, norms } = names.deepStem
  return convolutions.reduce((map, convolution, index) => {
    const norm = norms[index]
    const outChannels = norm === undefined ? stemChannels : inner
    const shape = { inChannels: index === 0 ? 3 : inner, outChannels, kernel: 3, padding: 1 }
    const next = conv2d(graph, weights.scope(convolution), map, { ...shape, stride: index === 0 ? 2 : 1 })
    if (norm === undefined) return next
    return relu(graph, batchNorm(graph, weights.scope(norm), next, outChannels))
  }, pixels)
}

interface BlockShape {
  readonly inChannels: number
  readonly outChannels: number
  readonly stride: number
}

function residualBlock(
  graph: GraphBuilder,
  weights: GraphWeights,
  names: ResNetNames,
  config: ResNetConfig,
  shape: BlockShape,
  input: Value,
): Value {
  const convolutions = blockConvolutions(config, shape)
  const convolved = convolutions.reduce((map, convolution, index) => {
    const number = index + 1
    const next = conv2d(graph, weights.scope(names.convolution(number)), map, convolution)
    const normed = batchNorm(graph, weights.scope(names.norm(number)), next, convolution.outChannels)
    return number === convolutions.length ? normed : relu(graph, normed)
  }, input)
  return relu(graph, add(graph, convolved, shortcut(graph, weights, names, config, shape, input)))
}

function blockConvolutions(
  config: ResNetConfig,
  { inChannels, outChannels, stride }: BlockShape,
): Convolution[] {
  if (config.block === 'basic') {
    return [
      { inChannels, outChannels, kernel: 3, stride, padding: 1 },
      { inChannels: outChannels, outChannels, kernel: 3, padding: 1 },
    ]
  }
  const inner = Math.floor(outChannels / REDUCTION)
  const [first, middle] = config.halvesIn === 'first' ? [stride, 1] : [1, stride]
  return [
    { inChannels, outChannels: inner, kernel: 1, stride: first },
    { inChannels: inner, outChannels: inner, kernel: 3, stride: middle, padding: 1 },
    { inChannels: inner, outChannels, kernel: 1 },
  ]
}

function shortcut(
  graph: GraphBuilder,
  weights: GraphWeights,
  names: ResNetNames,
  { averagesShortcut }: ResNetConfig,
  { inChannels, outChannels, stride }: BlockShape,
  input: Value,
): Value {
  if (inChannels === outChannels && stride === 1) return input
  const [convolution, norm] = averagesShortcut
    ? [names.averagingShortcut.convolution, names.averagingShortcut.norm]
    : [names.shortcutConvolution, names.shortcutNorm]
  const averages = averagesShortcut && stride > 1
  const reduced = averages ? averagePool(graph, input, stride) : input
  const shape = { inChannels, outChannels, kernel: 1, stride: averages ? 1 : stride }
  const convolved = conv2d(graph, weights.scope(convolution), reduced, shape)
  return batchNorm(graph, weights.scope(norm), convolved, outChannels)
}

/** Each square's mean; at an odd edge of what is left of it. */
function averagePool(graph: GraphBuilder, input: Value, edge: number): Value {
  const square = { kernel_shape: [edge, edge], strides: [edge, edge] }
  return graph.node('AveragePool', [input], { ...square, ceil_mode: 1, count_include_pad: 0 })
}

function stageStride(config: ResNetConfig, stage: number): number {
  return stage > 0 || config.firstStageHalves ? 2 : 1
}

/** Edge of the last stage's map. */
function mapEdge(config: ResNetConfig, edgePx: number): number {
  const stemmed = convolvedEdge(convolvedEdge(edgePx, 7, 2, 3), 3, 2, 1)
  return config.channels.reduce((edge, _, stage) => Math.ceil(edge / stageStride(config, stage)), stemmed)
}
