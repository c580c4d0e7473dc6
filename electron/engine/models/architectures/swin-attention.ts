import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { add, reshape, transpose } from '../graph/layers.ts'
import { selfAttention } from './attention.ts'
import { gatherTokens } from './swin-tokens.ts'
import { relativePositionIndex, type WindowPlan } from './swin-windows.ts'
import { attentionBelow, type AttentionNames } from './vit-naming.ts'

const PUBLISHED: AttentionNames = {
  query: 'attention.self.query.',
  key: 'attention.self.key.',
  value: 'attention.self.value.',
  output: 'attention.output.dense.',
}

/** What a score between tokens of different regions loses, as in the published implementation. */
const OTHER_REGION = -100

export interface WindowAttention {
  readonly width: number
  readonly heads: number
  /** Edge of a window, in tokens. */
  readonly window: number
  readonly plan: WindowPlan
}

/** Attention within windows: [N, T, width] to the same. @param weights of the block */
export function windowAttention(
  graph: GraphBuilder,
  weights: GraphWeights,
  tokens: Value,
  { width, heads, window, plan }: WindowAttention,
): Value {
  const places = window * window
  const placed = gatherTokens(graph, tokens, plan.gather, plan.scatter.length)
  const windows = reshape(graph, placed, [-1, places, width])
  const bias = scoreBias(graph, weights, heads, window, plan)
  const adjust = (scores: Value): Value => {
    if (plan.regions === null) return add(graph, scores, bias)
    const byPicture = reshape(graph, scores, [-1, plan.windows, heads, places, places])
    return reshape(graph, add(graph, byPicture, bias), [-1, heads, places, places])
  }
  const attention = attentionBelow(weights, PUBLISHED)
  const attended = selfAttention(graph, attention, windows, { width, heads, adjust })
  const joined = reshape(graph, attended, [-1, plan.gather.length, width])
  return gatherTokens(graph, joined, plan.scatter, plan.gather.length)
}

/** [heads, places, places], and for a shifted plan with what masks the regions: [windows, heads, places, places]. */
function scoreBias(
  graph: GraphBuilder,
  weights: GraphWeights,
  heads: number,
  window: number,
  { windows, regions }: WindowPlan,
): Value {
  const places = window * window
  const index = graph.integers(relativePositionIndex(window))
  const byPair = graph.node('Gather', [biasTable(weights, heads, window), index], { axis: 0 })
  const relative = transpose(graph, reshape(graph, byPair, [places, places, heads]), [2, 0, 1])
  if (regions === null) return relative
  const down = graph.floats(regions, [windows, 1, places, 1])
  const across = graph.floats(regions, [windows, 1, 1, places])
  const masked = graph.node('Where', [
    graph.node('Equal', [down, across]),
    graph.floats([0], []),
    graph.floats([OTHER_REGION], []),
  ])
  return add(graph, relative, masked)
}

function biasTable(weights: GraphWeights, heads: number, window: number): Value {
  // A buffer of older checkpoints; it follows from the window's size.
  weights.ignore('attention.self.relative_position_index')
  const inMemory = 'attention.relative_position_bias.relative_position_bias_table'
  const key = weights.has(inMemory) ? inMemory : 'attention.self.relative_position_bias_table'
  return weights.take(key, [(2 * window - 1) ** 2, heads])
}
