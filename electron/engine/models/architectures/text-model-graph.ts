import { GraphBuilder } from '../graph/graph-builder.ts'
import { GraphWeights } from '../graph/graph-weights.ts'
import type { TokenInput } from '../tokenizer/token-input.ts'
import type { StoredTensors } from '../weights/stored-tensor.ts'
import type { BertConfig } from './bert-config.ts'
import { bertTower } from './bert-tower.ts'
import { embedText, type TextPooling } from './text-pooling.ts'
import { tokenInputs } from './token-inputs.ts'

export interface TextModelGraph {
  /** Takes what the token input names, gives float32 [N, dimension] as `output`, L2 norm 1. */
  readonly graph: GraphBuilder
  readonly output: string
  readonly dimension: number
  /** Weights of the checkpoint that are not used. */
  readonly leftover: readonly string[]
}

/**
 * The whole graph of a model that embeds titles.
 * @throws MissingWeight, WeightShapeMismatch, RangeError if a dense layer does not fit
 */
export function textModelGraph(
  tensors: StoredTensors,
  config: BertConfig,
  tokens: TokenInput,
  pooling: TextPooling,
): TextModelGraph {
  const graph = new GraphBuilder('text')
  const weights = new GraphWeights(graph, tensors)
  const inputs = tokenInputs(graph, tokens)
  const tower = bertTower(graph, weights, config, inputs)
  const { embedding, dimension } = embedText(graph, tower, inputs.attentionMask, pooling)
  graph.output('embedding', embedding, ['N', dimension])
  return { graph, output: 'embedding', dimension, leftover: weights.leftover() }
}
