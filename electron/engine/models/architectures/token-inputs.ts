import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { TokenInput } from '../tokenizer/token-input.ts'
import type { TextInputs } from './text-tower.ts'

/** A graph's text inputs, int64 [N, T], under the names that the manifest gives them. */
export function tokenInputs(graph: GraphBuilder, { ids, attentionMask, tokenTypes }: TokenInput): TextInputs {
  const input = (name: string) => graph.input(name, 'int64', ['N', 'T'])
  return {
    ids: input(ids),
    attentionMask: input(attentionMask ?? 'attention_mask'),
    tokenTypes: tokenTypes === null ? null : input(tokenTypes),
  }
}
