import type { GraphBuilder, Value } from './graph-builder.ts'
import type { GraphWeights } from './graph-weights.ts'

/*
 * PyTorch's layers as operators. Each takes `weight` and `bias` below the scope it is given, as PyTorch names them.
 */

/** Linear over the last axis. A missing bias is none. */
export function linear(
  graph: GraphBuilder,
  weights: GraphWeights,
  input: Value,
  inFeatures: number,
  outFeatures: number,
): Value {
  const weight = weights.take('weight', [outFeatures, inFeatures])
  const product = graph.node('MatMul', [input, graph.node('Transpose', [weight], { perm: [1, 0] })])
  return weights.has('bias') ? graph.node('Add', [product, weights.take('bias', [outFeatures])]) : product
}

/** Pixels added around a picture. */
export interface Padding {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface Convolution {
  readonly inChannels: number
  readonly outChannels: number
  readonly kernel: number
  /** 1 unless given. */
  readonly stride?: number
  /** A number is for every side; 0 unless given. See samePadding for TensorFlow's. */
  readonly padding?: number | Padding
  /** 1 unless given. */
  readonly groups?: number
  /** 1 unless given. */
  readonly dilation?: number
}

/** Convolution of [N, C, H, W]. A missing bias is none. */
export function conv2d(graph: GraphBuilder, weights: GraphWeights, input: Value, shape: Convolution): Value {
  const { inChannels, outChannels, kernel, stride = 1, padding = 0, groups = 1, dilation = 1 } = shape
  const weight = weights.take('weight', [outChannels, inChannels / groups, kernel, kernel])
  const bias = weights.has('bias') ? weights.take('bias', [outChannels]) : null
  return graph.node('Conv', bias === null ? [input, weight] : [input, weight, bias], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    dilations: [dilation, dilation],
    group: groups,
    pads: pads(padding),
  })
}

/** [top, left, bottom, right], as ONNX wants them. */
function pads(padding: number | Padding): readonly number[] {
  if (typeof padding === 'number') return [padding, padding, padding, padding]
  return [padding.top, padding.left, padding.bottom, padding.right]
}

/**
 * TensorFlow's 'same': as little as lets the output be ceil(edge / stride), the odd pixel below and on the right.
 */
export function samePadding(heightPx: number, widthPx: number, kernel: number, stride: number): Padding {
  const around = (edge: number) => Math.max((Math.ceil(edge / stride) - 1) * stride + kernel - edge, 0)
  const top = around(heightPx) >> 1
  const left = around(widthPx) >> 1
  return { top, left, bottom: around(heightPx) - top, right: around(widthPx) - left }
}

/** Edge of what a convolution or pooling gives. @param padding on each of the two sides */
export function convolvedEdge(edge: number, kernel: number, stride: number, padding: number): number {
  return Math.floor((edge + 2 * padding - kernel) / stride) + 1
}

/** Batch normalisation over axis 1 as it is after training: [N, C] or [N, C, H, W]. */
export function batchNorm(
  graph: GraphBuilder,
  weights: GraphWeights,
  input: Value,
  channels: number,
  epsilon = 1e-5,
): Value {
  const parameters = ['weight', 'bias', 'running_mean', 'running_var'].map((key) =>
    weights.take(key, [channels]),
  )
  weights.ignore('num_batches_tracked')
  return graph.node('BatchNormalization', [input, ...parameters], { epsilon: { float: epsilon } })
}

/** Layer normalisation over the last axis. A missing bias is none. */
export function layerNorm(
  graph: GraphBuilder,
  weights: GraphWeights,
  input: Value,
  features: number,
  epsilon: number,
): Value {
  const weight = weights.take('weight', [features])
  const bias = weights.has('bias') ? [weights.take('bias', [features])] : []
  return graph.node('LayerNormalization', [input, weight, ...bias], { axis: -1, epsilon: { float: epsilon } })
}

/** GELU, exact. */
export function gelu(graph: GraphBuilder, input: Value): Value {
  // In this order onnxruntime recognises it and runs it as one operator.
  const erf = graph.node('Erf', [graph.node('Div', [input, graph.floats([Math.SQRT2], [])])])
  const doubled = graph.node('Mul', [input, graph.node('Add', [erf, graph.floats([1], [])])])
  return graph.node('Mul', [doubled, graph.floats([0.5], [])])
}

/** GELU by the hyperbolic tangent: PyTorch's approximate='tanh', Hugging Face's gelu_pytorch_tanh and gelu_new. */
export function geluTanh(graph: GraphBuilder, input: Value): Value {
  const cubed = graph.node('Mul', [graph.node('Mul', [input, input]), input])
  const inner = graph.node('Add', [input, graph.node('Mul', [cubed, graph.floats([0.044715], [])])])
  const tanh = graph.node('Tanh', [graph.node('Mul', [inner, graph.floats([Math.sqrt(2 / Math.PI)], [])])])
  const half = graph.node('Mul', [input, graph.floats([0.5], [])])
  return graph.node('Mul', [half, graph.node('Add', [tanh, graph.floats([1], [])])])
}

/** x * sigmoid(1.702 x), as CLIP has it. */
export function quickGelu(graph: GraphBuilder, input: Value): Value {
  const gate = graph.node('Sigmoid', [graph.node('Mul', [input, graph.floats([1.702], [])])])
  return graph.node('Mul', [input, gate])
}

/** x * sigmoid(x), also called swish. */
export function silu(graph: GraphBuilder, input: Value): Value {
  return graph.node('Mul', [input, graph.node('Sigmoid', [input])])
}

export function relu(graph: GraphBuilder, input: Value): Value {
  return graph.node('Relu', [input])
}

export function softmax(graph: GraphBuilder, input: Value, axis = -1): Value {
  return graph.node('Softmax', [input], { axis })
}

export function add(graph: GraphBuilder, a: Value, b: Value): Value {
  return graph.node('Add', [a, b])
}

export function transpose(graph: GraphBuilder, input: Value, permutation: readonly number[]): Value {
  return graph.node('Transpose', [input], { perm: permutation })
}

/** @param shape 0 keeps an axis' size, -1 is what is left; so [0, -1, 64] works for every N */
export function reshape(graph: GraphBuilder, input: Value, shape: readonly number[]): Value {
  return graph.node('Reshape', [input, graph.integers(shape)])
}

/** [N, C, H, W] to [N, C]: the mean of each channel. */
export function globalAveragePool(graph: GraphBuilder, input: Value): Value {
  return graph.node('Flatten', [graph.node('GlobalAveragePool', [input])], { axis: 1 })
}

/** Mean over an axis, which is left out of the shape. */
export function mean(graph: GraphBuilder, input: Value, axis: number): Value {
  return reduce(graph, 'ReduceMean', input, [axis], false)
}

/** ReduceMean, ReduceL2 and their like. @param keep leave the axes in the shape, with size 1 */
export function reduce(
  graph: GraphBuilder,
  op: 'ReduceMean' | 'ReduceL2',
  input: Value,
  axes: readonly number[],
  keep: boolean,
): Value {
  const keepdims = keep ? 1 : 0
  // Operator set 18 made the axes an input.
  if (graph.operatorSet >= 18) return graph.node(op, [input, graph.integers(axes)], { keepdims })
  return graph.node(op, [input], { axes, keepdims })
}

/** Each row of [N, C] scaled to L2 norm 1, as torch.nn.functional.normalize: a norm below 1e-12 counts as that. */
export function l2Normalise(graph: GraphBuilder, input: Value): Value {
  const norm = reduce(graph, 'ReduceL2', input, [-1], true)
  return graph.node('Div', [input, graph.node('Max', [norm, graph.floats([1e-12], [])])])
}
