import { activate } from '../graph/activation.ts'
import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { add, linear } from '../graph/layers.ts'
import { selfAttention } from './attention.ts'
import type { BertConfig } from './bert-config.ts'
import { bertEmbeddings } from './bert-embeddings.ts'
import { maskScores, textLayerNorm, type TextInputs, type TextTower } from './text-tower.ts'

/** Where a checkpoint keeps the parts of a layer. */
interface LayerNames {
  readonly layer: string
  readonly query: string
  readonly key: string
  readonly value: string
  readonly output: string
  readonly attentionNorm: string
  readonly up: string
  readonly down: string
  readonly outputNorm: string
}

const NAMES: Readonly<Record<BertConfig['naming'], LayerNames>> = {
  bert: {
    layer: 'encoder.layer.',
    query: 'attention.self.query.',
    key: 'attention.self.key.',
    value: 'attention.self.value.',
    output: 'attention.output.dense.',
    attentionNorm: 'attention.output.LayerNorm.',
    up: 'intermediate.dense.',
    down: 'output.dense.',
    outputNorm: 'output.LayerNorm.',
  },
  distilbert: {
    layer: 'transformer.layer.',
    query: 'attention.q_lin.',
    key: 'attention.k_lin.',
    value: 'attention.v_lin.',
    output: 'attention.out_lin.',
    attentionNorm: 'sa_layer_norm.',
    up: 'ffn.lin1.',
    down: 'ffn.lin2.',
    outputNorm: 'output_layer_norm.',
  },
}

/**
 * BERT, and what is built like it: MiniLM, RoBERTa, XLM-RoBERTa, DistilBERT.
 *
 * With positions 'alibi' it is a BERT that was loaded with Jina's config.json but without Jina's own code: it has no
 * positions at all, since transformers (before 5) adds BERT's own only where the config says 'absolute'.
 * @param weights below which 'embeddings.' and 'encoder.' lie
 * @see https://arxiv.org/abs/1810.04805 - and transformers' modeling_bert.py, modeling_xlm_roberta.py
 */
export function bert(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: BertConfig,
  inputs: TextInputs,
): TextTower {
  const names = NAMES[config.naming]
  const mask = maskScores(graph, inputs.attentionMask)
  let tokens = bertEmbeddings(graph, weights.scope('embeddings.'), config, inputs)
  for (let layer = 0; layer < config.layers; layer++) {
    const scope = weights.scope(`${names.layer}${layer}.`)
    tokens = feedForward(graph, scope, config, attention(graph, scope, config, tokens, mask))
  }
  return { tokens, pooler: bertPooler(graph, weights, tokens, config.width), width: config.width }
}

function attention(
  graph: GraphBuilder,
  weights: GraphWeights,
  { naming, heads, width, epsilon }: BertConfig,
  tokens: Value,
  mask: Value,
): Value {
  const names = NAMES[naming]
  const projections = {
    query: weights.scope(names.query),
    key: weights.scope(names.key),
    value: weights.scope(names.value),
    output: weights.scope(names.output),
  }
  const adjust = (scores: Value) => add(graph, scores, mask)
  const seen = selfAttention(graph, projections, tokens, { heads, width, adjust })
  return textLayerNorm(graph, weights.scope(names.attentionNorm), add(graph, seen, tokens), width, epsilon)
}

function feedForward(
  graph: GraphBuilder,
  weights: GraphWeights,
  { naming, width, feedForward, epsilon, activation }: BertConfig,
  tokens: Value,
): Value {
  const names = NAMES[naming]
  const wide = activate(graph, activation, linear(graph, weights.scope(names.up), tokens, width, feedForward))
  const narrow = linear(graph, weights.scope(names.down), wide, feedForward, width)
  return textLayerNorm(graph, weights.scope(names.outputNorm), add(graph, narrow, tokens), width, epsilon)
}

/** The first token through a linear layer and tanh, where the checkpoint has it. */
export function bertPooler(
  graph: GraphBuilder,
  weights: GraphWeights,
  tokens: Value,
  width: number,
): Value | null {
  const scope = weights.scope('pooler.dense.')
  if (!scope.has('weight')) return null
  const first = graph.node('Gather', [tokens, graph.integers([0], [])], { axis: 1 })
  return graph.node('Tanh', [linear(graph, scope, first, width, width)])
}
