import type { EncodedTitles } from '../models/tokenizer/title-tokenizer.ts'
import type { TokenInput } from '../models/tokenizer/token-input.ts'
import type { Feeds } from './feed-tensor.ts'

/** The inputs that the graph has, by their names. */
export function tokenFeeds(input: TokenInput, batch: EncodedTitles): Feeds {
  const dims = [batch.rows, batch.columns]
  const inputs = [
    [input.ids, batch.ids],
    [input.attentionMask, batch.attentionMask],
    [input.tokenTypes, batch.tokenTypes],
  ] as const
  return Object.fromEntries(
    inputs.flatMap(([name, data]) => (name === null ? [] : [[name, { type: 'int64', data, dims }]])),
  )
}
