import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { add, conv2d, reshape, transpose } from '../graph/layers.ts'
import { type PositionResizing, resizedPositions } from './vit-positions.ts'

/**
 * One token a patch, row by row: [N, 3, H, W] to [N, patches, width].
 * @param weights of the convolution whose kernel is a patch
 */
export function patchTokens(
  graph: GraphBuilder,
  weights: GraphWeights,
  pixels: Value,
  patchPx: number,
  width: number,
): Value {
  const shape = { inChannels: 3, outChannels: width, kernel: patchPx, stride: patchPx }
  const patches = conv2d(graph, weights, pixels, shape)
  return transpose(graph, reshape(graph, patches, [0, width, -1]), [0, 2, 1])
}

/** What stands before the patches, and where everything stands. */
export interface ClassEmbedding {
  /** [1, 1, width] */
  readonly classToken: Value
  /** [1, 1 + patches of the picture trained on, width]: the class token's position, then the patches'. */
  readonly positions: Value
  /** [1, count, width]: tokens without a position, between the class token and the patches. */
  readonly registers?: { readonly tokens: Value; readonly count: number }
}

/**
 * Puts the class token and registers before the patches and adds the positions.
 * @param patches [N, patches, width]
 * @returns [N, 1 + registers + patches, width]
 */
export function embeddedTokens(
  graph: GraphBuilder,
  patches: Value,
  { classToken, positions, registers }: ClassEmbedding,
  resizing: PositionResizing,
): Value {
  const first = add(graph, classToken, slice(graph, positions, 1, 0, 1))
  const rest = resizedPositions(graph, slice(graph, positions, 1, 1, Number.MAX_SAFE_INTEGER), resizing)
  const table = registers === undefined ? [first, rest] : [first, registers.tokens, rest]
  // Zeros before the patches, and one table added to all: so no operator has to know N.
  const room = graph.integers([0, 1 + (registers?.count ?? 0), 0, 0, 0, 0])
  return add(graph, graph.node('Pad', [patches, room]), graph.node('Concat', table, { axis: 1 }))
}

/** The token of that number: [N, T, C] to [N, C]. */
export function tokenAt(graph: GraphBuilder, tokens: Value, index: number): Value {
  return graph.node('Gather', [tokens, graph.integers([index], [])], { axis: 1 })
}

/** What lies from `first` up to and without `end` on an axis. */
export function slice(graph: GraphBuilder, input: Value, axis: number, first: number, end: number): Value {
  const bounds = [first, end, axis].map((number) => graph.integers([number]))
  return graph.node('Slice', [input, ...bounds])
}
