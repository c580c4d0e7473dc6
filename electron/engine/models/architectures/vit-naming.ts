import type { GraphWeights } from '../graph/graph-weights.ts'
import type { AttentionWeights } from './attention.ts'

/** Leaves out all whose names start so: heads, text towers, tokens that only training uses. */
export function ignoreBelow(weights: GraphWeights, prefixes: readonly string[]): void {
  for (const key of weights.keys()) {
    if (prefixes.some((prefix) => key.startsWith(prefix))) weights.ignore(key)
  }
}

/** Names of an attention's linear layers below a block. */
export type AttentionNames = Readonly<Record<keyof AttentionWeights, string>>

/** Those of transformers 5's modules, and so of a state dict saved from one. */
const IN_MEMORY: AttentionNames = {
  query: 'attention.q_proj.',
  key: 'attention.k_proj.',
  value: 'attention.v_proj.',
  output: 'attention.o_proj.',
}

/** An attention's linear layers. @param published their names in published checkpoints */
export function attentionBelow(block: GraphWeights, published: AttentionNames): AttentionWeights {
  const names = block.has(`${IN_MEMORY.query}weight`) ? IN_MEMORY : published
  return {
    query: block.scope(names.query),
    key: block.scope(names.key),
    value: block.scope(names.value),
    output: block.scope(names.output),
  }
}

/** Names in published ViT and DINOv2 checkpoints. */
export const PUBLISHED_ATTENTION: AttentionNames = {
  query: 'attention.attention.query.',
  key: 'attention.attention.key.',
  value: 'attention.attention.value.',
  output: 'attention.output.dense.',
}

/** The feed-forward layer's two linear layers, in published checkpoints of ViT and Swin or in transformers 5's modules. */
export function feedForwardBelow(block: GraphWeights): readonly [GraphWeights, GraphWeights] {
  return block.has('intermediate.dense.weight')
    ? [block.scope('intermediate.dense.'), block.scope('output.dense.')]
    : [block.scope('mlp.fc1.'), block.scope('mlp.fc2.')]
}
