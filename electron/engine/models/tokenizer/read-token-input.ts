import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readJsonFile, readTextFile } from './read-text-file.ts'
import type { TokenInput } from './token-input.ts'
import {
  type TokenizerConfigFile,
  tokenizerConfigFile,
  type TokenizerFile,
  tokenizerFile,
} from './tokenizer-files.ts'
import { TextFileUnreadable } from './text-file-unreadable.ts'
import { wordPieceFile } from './word-piece-file.ts'

const TOKENIZER = 'tokenizer.json'
const SENTENCE = 'sentence_bert_config.json'

/** What attention needs grows with the square of this, and no product's title is longer. */
const LONGEST_TITLE_TOKENS = 512

const sentenceFile = z.looseObject({
  max_seq_length: z.number().int().min(2).nullish(),
  do_lower_case: z.boolean().nullish(),
})
const modelFile = z.looseObject({
  model_type: z.string().optional(),
  vocab_size: z.number().int().positive().nullish(),
  max_position_embeddings: z.number().int().min(2).nullish(),
  pad_token_id: z.number().int().nonnegative().nullish(),
  type_vocab_size: z.number().int().nonnegative().nullish(),
})
type ModelFile = z.infer<typeof modelFile>

/** Its positions are counted from behind the padding token's id. */
const COUNTS_FROM_PADDING = new Set(['roberta', 'xlm-roberta', 'camembert', 'xlm-roberta-xl'])

/**
 * How titles become the numbers that a text model takes, from its folder: tokenizer.json (written from vocab.txt where
 * there is only that), tokenizer_config.json, sentence_bert_config.json and config.json.
 * @param folder Doublet's own copy of the model, since a tokenizer.json may be written there
 * @throws TextFileUnreadable
 */
export async function readTokenInput(folder: string): Promise<TokenInput> {
  const config = (await readJsonFile(folder, 'tokenizer_config.json', tokenizerConfigFile)) ?? {}
  const model = (await readJsonFile(folder, 'config.json', modelFile)) ?? {}
  const sentence = (await readJsonFile(folder, SENTENCE, sentenceFile)) ?? {}
  const tokenizer = await readOrWriteTokenizer(folder, config)
  if (sentence.do_lower_case === true && !lowers(tokenizer)) {
    throw new TextFileUnreadable(
      SENTENCE,
      'it asks for lower case, and its tokenizer does not do that. Set "lowercase" in the normalizer of tokenizer.json',
    )
  }
  const highest = highestId(tokenizer)
  if (highest >= (model.vocab_size ?? Infinity)) {
    throw new TextFileUnreadable(
      TOKENIZER,
      `expected ids below ${model.vocab_size}, the vocab_size of config.json, but it has ${highest}. It is another model's`,
    )
  }
  const padTokenId = paddingId(tokenizer, config, model)
  const limits = [
    LONGEST_TITLE_TOKENS,
    sentence.max_seq_length ?? Infinity,
    config.model_max_length ?? Infinity,
    longestByPositions(model, padTokenId),
  ]
  return {
    ids: 'input_ids',
    attentionMask: 'attention_mask',
    tokenTypes: (model.type_vocab_size ?? 0) > 1 ? 'token_type_ids' : null,
    file: TOKENIZER,
    maximumTokens: Math.max(2, Math.floor(Math.min(...limits))),
    padding: 'longest',
    padTokenId,
  }
}

async function readOrWriteTokenizer(folder: string, config: TokenizerConfigFile): Promise<TokenizerFile> {
  const present = await readJsonFile(folder, TOKENIZER, tokenizerFile)
  if (present !== null) return present
  const vocabulary = await readTextFile(folder, 'vocab.txt')
  if (vocabulary === null) {
    throw new TextFileUnreadable(TOKENIZER, `expected it or a vocab.txt in ${folder} but there is neither`)
  }
  let written: object
  try {
    written = wordPieceFile(vocabulary, config)
  } catch (error) {
    if (error instanceof RangeError)
      throw new TextFileUnreadable('vocab.txt', error.message, { cause: error })
    throw error
  }
  await writeFile(join(folder, TOKENIZER), JSON.stringify(written))
  return tokenizerFile.parse(written)
}

/** Of what a text can become; tokens that were added later may never be used. */
function highestId({ model: { vocab } }: TokenizerFile): number {
  if (Array.isArray(vocab)) return vocab.length - 1
  return Object.values(vocab).reduce((highest, id) => Math.max(highest, id), -1)
}

/** Anywhere among the parts of its normaliser. */
function lowers({ normalizer }: TokenizerFile): boolean {
  return /"lowercase":true|"type":"Lowercase"/.test(JSON.stringify(normalizer ?? null))
}

function longestByPositions(model: ModelFile, padTokenId: number): number {
  const positions = model.max_position_embeddings ?? Infinity
  return COUNTS_FROM_PADDING.has(model.model_type ?? '') ? positions - padTokenId - 1 : positions
}

/** Its name in tokenizer_config.json counts before its id elsewhere, as in transformers. */
function paddingId(tokenizer: TokenizerFile, config: TokenizerConfigFile, model: ModelFile): number {
  const named = typeof config.pad_token === 'string' ? idOf(tokenizer, config.pad_token) : undefined
  const id =
    named ??
    tokenizer.padding?.pad_id ??
    model.pad_token_id ??
    idOf(tokenizer, '[PAD]') ??
    idOf(tokenizer, '<pad>')
  if (id === undefined) {
    throw new TextFileUnreadable(
      TOKENIZER,
      'expected a token to pad with, and no file of the model names one',
    )
  }
  return id
}

function idOf({ added_tokens, model: { vocab } }: TokenizerFile, token: string): number | undefined {
  const added = added_tokens.find(({ content }) => content === token)
  if (added !== undefined) return added.id
  if (!Array.isArray(vocab)) return Object.hasOwn(vocab, token) ? vocab[token] : undefined
  const index = vocab.findIndex(([piece]) => piece === token)
  return index === -1 ? undefined : index
}
