import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import type { ImageTower, PictureSize } from '../graph/image-tower.ts'
import { add, batchNorm, conv2d, globalAveragePool, samePadding, silu } from '../graph/layers.ts'
import type { EfficientNetConfig, EfficientNetStage } from './efficientnet-config.ts'
import { firstScope } from './first-scope.ts'

/** A picture on its way through the network. */
interface Map extends PictureSize {
  readonly value: Value
  readonly channels: number
}

/**
 * EfficientNet as timm has it: features are the map after the last 1x1 convolution, pooled is its mean.
 * @param pixels float32 [N, 3, H, W], normalised
 * @see https://arxiv.org/abs/1905.11946
 */
export function efficientNet(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: EfficientNetConfig,
  pixels: Value,
  size: PictureSize,
): ImageTower {
  const scope = firstScope(weights, ['', 'timm_model.'], 'conv_stem.weight')
  scope.ignore('classifier.weight')
  scope.ignore('classifier.bias')
  const layers = new EfficientNetLayers(graph, config)
  let map: Map = { value: pixels, channels: 3, ...size }
  map = layers.convolution(scope, 'conv_stem', map, {
    kernel: 3,
    stride: 2,
    outChannels: config.stemChannels,
  })
  map = layers.activatedNorm(scope, 'bn1', map)
  config.stages.forEach((stage, stageNumber) => {
    for (let block = 0; block < stage.depth; block++) {
      const stride = block === 0 ? stage.stride : 1
      map = layers.block(scope.scope(`blocks.${stageNumber}.${block}.`), { ...stage, stride }, map)
    }
  })
  map = layers.convolution(scope, 'conv_head', map, {
    kernel: 1,
    stride: 1,
    outChannels: config.headChannels,
  })
  map = layers.activatedNorm(scope, 'bn2', map)
  return {
    features: map.value,
    featureShape: [map.channels, map.heightPx, map.widthPx],
    pooled: globalAveragePool(graph, map.value),
    width: map.channels,
  }
}

interface PaddedConvolution {
  readonly kernel: number
  readonly stride: number
  readonly outChannels: number
  /** One kernel a channel. */
  readonly depthwise?: boolean
}

class EfficientNetLayers {
  readonly #graph: GraphBuilder
  readonly #config: EfficientNetConfig

  constructor(graph: GraphBuilder, config: EfficientNetConfig) {
    this.#graph = graph
    this.#config = config
  }

  /** Inverted residual: wider, depthwise, weighed by channel, narrower; without the first where there is no expansion. */
  block(weights: GraphWeights, { kernel, stride, expansion, channels }: EfficientNetStage, input: Map): Map {
    const widened = expansion > 1
    let map = input
    if (widened) {
      map = this.convolution(weights, 'conv_pw', map, {
        kernel: 1,
        stride: 1,
        outChannels: input.channels * expansion,
      })
      map = this.activatedNorm(weights, 'bn1', map)
    }
    const depthwise = { kernel, stride, outChannels: map.channels, depthwise: true }
    map = this.convolution(weights, 'conv_dw', map, depthwise)
    map = this.activatedNorm(weights, widened ? 'bn2' : 'bn1', map)
    map = this.#squeezeExcite(weights.scope('se.'), map)
    const narrow = { kernel: 1, stride: 1, outChannels: channels }
    map = this.convolution(weights, widened ? 'conv_pwl' : 'conv_pw', map, narrow)
    map = this.#norm(weights, widened ? 'bn3' : 'bn2', map)
    const isResidual = stride === 1 && input.channels === channels
    return isResidual ? { ...map, value: add(this.#graph, map.value, input.value) } : map
  }

  convolution(weights: GraphWeights, name: string, input: Map, shape: PaddedConvolution): Map {
    const { kernel, stride, outChannels, depthwise = false } = shape
    const { heightPx, widthPx } = input
    const value = conv2d(this.#graph, weights.scope(`${name}.`), input.value, {
      inChannels: input.channels,
      outChannels,
      kernel,
      stride,
      padding: this.#config.padding === 'same' ? samePadding(heightPx, widthPx, kernel, stride) : kernel >> 1,
      groups: depthwise ? outChannels : 1,
    })
    const shrink = (edge: number) => Math.ceil(edge / stride)
    return { value, channels: outChannels, heightPx: shrink(heightPx), widthPx: shrink(widthPx) }
  }

  activatedNorm(weights: GraphWeights, name: string, input: Map): Map {
    const normed = this.#norm(weights, name, input)
    return { ...normed, value: silu(this.#graph, normed.value) }
  }

  #norm(weights: GraphWeights, name: string, input: Map): Map {
    const scope = weights.scope(`${name}.`)
    return {
      ...input,
      value: batchNorm(this.#graph, scope, input.value, input.channels, this.#config.epsilon),
    }
  }

  /** Weighs each channel by what all of them hold on average. */
  #squeezeExcite(weights: GraphWeights, input: Map): Map {
    const [reduced = 0] = weights.shapeOf('conv_reduce.weight')
    const mean = this.#graph.node('GlobalAveragePool', [input.value])
    const narrow = { inChannels: input.channels, outChannels: reduced, kernel: 1 }
    const squeezed = silu(this.#graph, conv2d(this.#graph, weights.scope('conv_reduce.'), mean, narrow))
    const wide = { inChannels: reduced, outChannels: input.channels, kernel: 1 }
    const excited = conv2d(this.#graph, weights.scope('conv_expand.'), squeezed, wide)
    return { ...input, value: this.#graph.node('Mul', [input.value, this.#graph.node('Sigmoid', [excited])]) }
  }
}
