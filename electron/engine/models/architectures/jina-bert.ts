import { activate } from '../graph/activation.ts'
import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { add, linear } from '../graph/layers.ts'
import { attend } from './attention.ts'
import type { BertConfig } from './bert-config.ts'
import { bertEmbeddings } from './bert-embeddings.ts'
import { bertPooler } from './bert.ts'
import { alibiScores } from './jina-bert-alibi.ts'
import { maskScores, textLayerNorm, type TextInputs, type TextTower } from './text-tower.ts'

/** Has the checkpoint the gated feed-forward parts that Jina's own code makes? */
export function isJinaBert(weights: GraphWeights): boolean {
  return ['gated_layers', 'up_gated_layer'].some((name) => weights.has(`encoder.layer.0.mlp.${name}.weight`))
}

/**
 * Jina BERT v2: a BERT with ALiBi in place of positions and a gated feed-forward part (GEGLU). Of its two layouts the
 * first is that of jina-embeddings-v2-small-en and -base-en; the second, with normalised queries and keys, that of
 * -base-code, -base-de, -base-es and -base-zh.
 * @param weights below which 'embeddings.' and 'encoder.' lie
 * @see https://arxiv.org/abs/2310.19923 - and jinaai/jina-bert-implementation, jinaai/jina-bert-v2-qk-post-norm
 */
export function jinaBert(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: BertConfig,
  inputs: TextInputs,
): TextTower {
  const mask = maskScores(graph, inputs.attentionMask)
  const distances = config.positions.kind === 'alibi' ? [alibiScores(graph, inputs.ids, config.heads)] : []
  const bias = distances.reduce((sum, scores) => add(graph, sum, scores), mask)
  let tokens = bertEmbeddings(graph, weights.scope('embeddings.'), config, inputs)
  for (let layer = 0; layer < config.layers; layer++) {
    const scope = weights.scope(`encoder.layer.${layer}.`)
    const attended = attention(graph, scope, config, tokens, bias)
    tokens = scope.has('mlp.gated_layers.weight')
      ? firstFeedForward(graph, scope.scope('mlp.'), config, attended)
      : secondFeedForward(graph, scope, config, add(graph, attended, tokens))
  }
  return { tokens, pooler: bertPooler(graph, weights, tokens, config.width), width: config.width }
}

function attention(
  graph: GraphBuilder,
  weights: GraphWeights,
  { heads, width, epsilon }: BertConfig,
  tokens: Value,
  bias: Value,
): Value {
  const scope = weights.scope('attention.self.')
  const project = (name: string) => linear(graph, scope.scope(`${name}.`), tokens, width, width)
  const normalise = (name: string, rows: Value) =>
    scope.has(`${name}.weight`) ? textLayerNorm(graph, scope.scope(`${name}.`), rows, width, epsilon) : rows
  const query = normalise('layer_norm_q', project('query'))
  const key = normalise('layer_norm_k', project('key'))
  const adjust = (scores: Value) => add(graph, scores, bias)
  const seen = attend(graph, query, key, project('value'), { heads, width, adjust })
  const output = linear(graph, weights.scope('attention.output.dense.'), seen, width, width)
  const sum = add(graph, output, tokens)
  return textLayerNorm(graph, weights.scope('attention.output.LayerNorm.'), sum, width, epsilon)
}

/** The first half of the wide layer is the gate. */
function firstFeedForward(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: BertConfig,
  tokens: Value,
): Value {
  const { width, feedForward, epsilon } = config
  const [gate, wide] = halves(graph, weights.scope('gated_layers.'), config, tokens)
  const gated = graph.node('Mul', [activate(graph, config.gate, gate), wide])
  const narrow = linear(graph, weights.scope('wo.'), gated, feedForward, width)
  return textLayerNorm(graph, weights.scope('layernorm.'), add(graph, narrow, tokens), width, epsilon)
}

/** The second half of the wide layer is the gate; attention's sum is normalised once more before it. */
function secondFeedForward(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: BertConfig,
  sum: Value,
): Value {
  const { width, feedForward, epsilon } = config
  const tokens = textLayerNorm(graph, weights.scope('layer_norm_1.'), sum, width, epsilon)
  const [wide, gate] = halves(graph, weights.scope('mlp.up_gated_layer.'), config, tokens)
  const gated = graph.node('Mul', [wide, activate(graph, config.gate, gate)])
  const narrow = linear(graph, weights.scope('mlp.down_layer.'), gated, feedForward, width)
  return textLayerNorm(graph, weights.scope('layer_norm_2.'), add(graph, narrow, tokens), width, epsilon)
}

function halves(
  graph: GraphBuilder,
  weights: GraphWeights,
  { width, feedForward }: BertConfig,
  tokens: Value,
): readonly [Value, Value] {
  const both = linear(graph, weights, tokens, width, 2 * feedForward)
  const part = (start: number, end: number) =>
    graph.node('Slice', [both, ...[start, end, -1].map((number) => graph.integers([number]))])
  return [part(0, feedForward), part(feedForward, 2 * feedForward)]
}
