import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import type { BertConfig } from './bert-config.ts'
import { bert } from './bert.ts'
import { isJinaBert, jinaBert } from './jina-bert.ts'
import type { TextInputs, TextTower } from './text-tower.ts'

const WORDS = 'embeddings.word_embeddings.weight'

/** What was trained beside the tower and is not needed to embed a text. */
const HEADS = ['cls.', 'lm_head.', 'vocab_transform.', 'vocab_layer_norm.', 'vocab_projector.']

/**
 * The text tower that a checkpoint holds, wherever in it it starts ('bert.', 'roberta.' ...): Jina's where its gated
 * parts are there, else a BERT. The weights decide and not config.json, since Jina's is also found beside plain BERTs.
 * @throws MissingWeight, WeightShapeMismatch
 */
export function bertTower(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: BertConfig,
  inputs: TextInputs,
): TextTower {
  const words = weights.keys().find((key) => key.endsWith(WORDS))
  const tower = words === undefined ? weights : weights.scope(words.slice(0, -WORDS.length))
  for (const key of weights.keys()) if (HEADS.some((head) => key.startsWith(head))) weights.ignore(key)
  return isJinaBert(tower) ? jinaBert(graph, tower, config, inputs) : bert(graph, tower, config, inputs)
}
