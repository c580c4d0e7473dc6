import { z } from 'zod'
import { BERT_MODEL_TYPES, readBertConfig } from '../architectures/bert-config.ts'
import { bertTower } from '../architectures/bert-tower.ts'
import type { TextInputs, TextTower } from '../architectures/text-tower.ts'
import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'

/** By `model_type` of config.json; Jina's BERT calls itself a bert. */
export const TEXT_ARCHITECTURES = BERT_MODEL_TYPES

const named = z.looseObject({ model_type: z.enum(BERT_MODEL_TYPES) })

export function isTextArchitecture(config: unknown): boolean {
  return named.safeParse(config).success
}

/**
 * A BERT or one of its kin, wherever in the checkpoint it starts.
 * @throws ZodError for a config.json that is not one, MissingWeight, WeightShapeMismatch
 */
export function textTower(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: unknown,
  inputs: TextInputs,
): TextTower {
  return bertTower(graph, weights, readBertConfig(config), inputs)
}
