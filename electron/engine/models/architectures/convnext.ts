import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import type { ImageTower, PictureSize } from '../graph/image-tower.ts'
import {
  conv2d,
  convolvedEdge,
  gelu,
  globalAveragePool,
  layerNorm,
  linear,
  transpose,
} from '../graph/layers.ts'
import { convNextBlock } from './convnext-block.ts'
import type { ConvNextConfig } from './convnext-config.ts'
import { type ConvNextNames, convNextNames } from './convnext-names.ts'

/**
 * ConvNeXt, versions 1 and 2. Features are the last stage's map, as timm's forward_features gives it: not normalised,
 * unless the config has the head's norm first. Pooled is the normalised mean.
 *
 * `pooled` is built when it is asked for, since checkpoints of encoders that use the features alone may lack its norm.
 * @param pixels float32 [N, 3, H, W], normalised
 * @see https://arxiv.org/abs/2201.03545
 * @see https://arxiv.org/abs/2301.00808
 */
export function convNext(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: ConvNextConfig,
  pixels: Value,
  { heightPx, widthPx }: PictureSize,
): ImageTower {
  const { names, scope } = convNextNames(weights)
  ignoreHead(weights, scope, names)
  let value = stem(graph, scope, names, config, pixels)
  config.channels.forEach((channels, stage) => {
    if (stage > 0) value = downsample(graph, scope, names, config, stage, value)
    const shape = { channels, kernel: config.kernels[stage] ?? 7 }
    for (let block = 0; block < (config.depths[stage] ?? 0); block++) {
      value = convNextBlock(graph, scope.scope(names.block(stage, block)), names, config, shape, value)
    }
  })
  const channels = config.channels.at(-1) ?? 0
  if (config.headNormFirst)
    value = channelNorm(graph, scope.scope('norm_pre.'), value, channels, config.headEpsilon)
  let pooled: Value | undefined
  return {
    features: value,
    featureShape: [channels, mapEdge(config, heightPx), mapEdge(config, widthPx)],
    get pooled() {
      pooled ??= pool(graph, scope, names, config, value)
      return pooled
    },
    width: config.headChannels ?? channels,
  }
}

/** What only a classifier, or only `pooled`, has a use for. */
function ignoreHead(weights: GraphWeights, scope: GraphWeights, names: ConvNextNames): void {
  for (const key of ['weight', 'bias']) {
    scope.ignore(names.headNorm + key)
    scope.ignore(names.classifier + key)
    // Hugging Face keeps the classifier beside the network, not below it.
    weights.ignore(names.classifier + key)
  }
}

function stem(
  graph: GraphBuilder,
  weights: GraphWeights,
  names: ConvNextNames,
  config: ConvNextConfig,
  pixels: Value,
): Value {
  const [channels = 0] = config.channels
  if (config.stem === 'patch') {
    const patches = { inChannels: 3, outChannels: channels, kernel: config.patchPx, stride: config.patchPx }
    const value = conv2d(graph, weights.scope(names.stem), pixels, patches)
    return channelNorm(graph, weights.scope(names.stemNorm), value, channels, config.epsilon)
  }
  const middle = config.stem === 'overlap_tiered' ? tieredChannels(channels) : channels
  const halving = { kernel: 3, stride: 2, padding: 1 }
  const first = conv2d(graph, weights.scope('stem.0.'), pixels, {
    ...halving,
    inChannels: 3,
    outChannels: middle,
  })
  const shape = { ...halving, inChannels: middle, outChannels: channels }
  const second = conv2d(graph, weights.scope('stem.1.'), first, shape)
  return channelNorm(graph, weights.scope('stem.2.'), second, channels, config.epsilon)
}

/** Half, to the nearest multiple of 8, but never more than a tenth below. */
function tieredChannels(channels: number): number {
  const half = Math.floor(channels / 2)
  const rounded = Math.max(8, Math.floor((half + 4) / 8) * 8)
  return rounded < 0.9 * half ? rounded + 8 : rounded
}

function downsample(
  graph: GraphBuilder,
  weights: GraphWeights,
  names: ConvNextNames,
  config: ConvNextConfig,
  stage: number,
  input: Value,
): Value {
  const [inChannels = 0, outChannels = 0] = config.channels.slice(stage - 1)
  const norm = weights.scope(names.downsampleNorm(stage))
  const normed = channelNorm(graph, norm, input, inChannels, config.epsilon)
  const halving = { inChannels, outChannels, kernel: 2, stride: 2 }
  return conv2d(graph, weights.scope(names.downsample(stage)), normed, halving)
}

/** Layer normalisation over the channels of [N, C, H, W]. */
function channelNorm(
  graph: GraphBuilder,
  weights: GraphWeights,
  input: Value,
  channels: number,
  epsilon: number,
): Value {
  const last = layerNorm(graph, weights, transpose(graph, input, [0, 2, 3, 1]), channels, epsilon)
  return transpose(graph, last, [0, 3, 1, 2])
}

function pool(
  graph: GraphBuilder,
  weights: GraphWeights,
  names: ConvNextNames,
  config: ConvNextConfig,
  features: Value,
): Value {
  const average = globalAveragePool(graph, features)
  const channels = config.channels.at(-1) ?? 0
  if (config.headNormFirst) return average
  const normed = layerNorm(graph, weights.scope(names.headNorm), average, channels, config.headEpsilon)
  if (config.headChannels === null) return normed
  return gelu(
    graph,
    linear(graph, weights.scope('head.pre_logits.fc.'), normed, channels, config.headChannels),
  )
}

/** Edge of the last stage's map. */
function mapEdge(config: ConvNextConfig, edgePx: number): number {
  const patches =
    config.stem === 'patch'
      ? convolvedEdge(edgePx, config.patchPx, config.patchPx, 0)
      : convolvedEdge(convolvedEdge(edgePx, 3, 2, 1), 3, 2, 1)
  return config.channels.slice(1).reduce((edge) => convolvedEdge(edge, 2, 2, 0), patches)
}
