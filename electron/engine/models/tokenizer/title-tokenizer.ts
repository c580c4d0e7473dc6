import { Tokenizer } from '@huggingface/tokenizers'
import { exactNormalizer } from './exact-normalizer.ts'
import { exactPreTokenizer } from './exact-pre-tokenizer.ts'
import type { TokenInput } from './token-input.ts'
import { readJsonFile } from './read-text-file.ts'
import { tokenizerConfigFile, tokenizerFile } from './tokenizer-files.ts'
import { TextFileUnreadable } from './text-file-unreadable.ts'

/** A batch of titles as int64 [rows, columns], row-major; tokens behind a title's end are masked with 0. */
export interface EncodedTitles {
  readonly ids: BigInt64Array
  readonly attentionMask: BigInt64Array
  /** All 0, since a title is one text. */
  readonly tokenTypes: BigInt64Array
  readonly rows: number
  readonly columns: number
}

/** What is put around every title. */
interface Frame {
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/**
 * More UTF-16 units of a title are not read, whatever comes behind. It matters only where so many make fewer tokens than
 * are wanted; and the library passes tokens on as arguments of a call, so that twice as many would be too many.
 */
const LONGEST_TEXT = 1 << 16

/** Characters that are read at first for each token that is wanted. */
const CHARACTERS_A_TOKEN = 8

/** Tokens near where a text was cut may be others than they would be in the whole text. */
const UNSURE_TOKENS = 128

/** Stands for a title while the tokens around it are found out. */
const TITLE = '\u0000title'

/** Turns titles into token ids exactly as the model's own tokenizer does. */
export class TitleTokenizer {
  readonly #tokenizer: Tokenizer
  readonly #input: TokenInput
  readonly #frame: Frame
  /** Id of the token of which there is never more than one in a row; null: there is none. */
  readonly #fusedUnknown: number | null

  private constructor(tokenizer: Tokenizer, input: TokenInput) {
    this.#tokenizer = tokenizer
    this.#input = input
    this.#frame = frameOf(tokenizer)
    this.#fusedUnknown = takeOverFusing(tokenizer)
    const around = this.#frame.before.length + this.#frame.after.length
    if (around >= input.maximumTokens) {
      throw new RangeError(
        `expected room for more than the ${around} special tokens, not ${input.maximumTokens}`,
      )
    }
  }

  /** @throws TextFileUnreadable */
  static async open(folder: string, input: TokenInput): Promise<TitleTokenizer> {
    const file = await readJsonFile(folder, input.file, tokenizerFile)
    if (file === null) throw new TextFileUnreadable(input.file, `expected it in ${folder} but there is none`)
    const config = (await readJsonFile(folder, 'tokenizer_config.json', tokenizerConfigFile)) ?? {}
    const parts = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null }
    try {
      const tokenizer = new Tokenizer({ ...parts, ...file }, config)
      tokenizer.normalizer = exactNormalizer(tokenizer.normalizer)
      tokenizer.pre_tokenizer = exactPreTokenizer(tokenizer.pre_tokenizer)
      return new TitleTokenizer(tokenizer, input)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new TextFileUnreadable(input.file, reason, { cause: error })
    }
  }

  /** Longer titles are cut at their end, special tokens kept; a batch is as wide as the input's padding says. */
  encode(titles: readonly string[]): EncodedTitles {
    const { padding, maximumTokens, padTokenId, prefix = '' } = this.#input
    const encoded = titles.map((title) => this.#encodeOne(prefix + title))
    const longest = encoded.reduce((columns, { length }) => Math.max(columns, length), 0)
    const columns = padding === 'maximum' ? maximumTokens : longest
    const rows = titles.length
    const ids = new BigInt64Array(rows * columns).fill(BigInt(padTokenId))
    const attentionMask = new BigInt64Array(rows * columns)
    for (const [row, tokens] of encoded.entries()) {
      ids.set(tokens.map(BigInt), row * columns)
      attentionMask.fill(1n, row * columns, row * columns + tokens.length)
    }
    return { ids, attentionMask, tokenTypes: new BigInt64Array(rows * columns), rows, columns }
  }

  #encodeOne(title: string): number[] {
    const { before, after } = this.#frame
    const room = this.#input.maximumTokens - before.length - after.length
    return [...before, ...this.#firstTokens(title.toWellFormed(), room), ...after]
  }

  /** Reads no more of a long text than its first tokens need: 100,000 characters would take a second. */
  #firstTokens(text: string, count: number): number[] {
    for (let length = count * CHARACTERS_A_TOKEN; ; length *= 4) {
      const last = length >= Math.min(text.length, LONGEST_TEXT)
      const ids = this.#tokensOf(text.slice(0, last ? LONGEST_TEXT : length))
      if (last || ids.length >= count + UNSURE_TOKENS) return ids.slice(0, count)
    }
  }

  #tokensOf(text: string): number[] {
    const encoded = this.#tokenizer.encode(text, { add_special_tokens: false })
    // A vocabulary without an unknown token leaves out what it does not know.
    const ids = encoded.ids.filter((id) => Number.isInteger(id))
    const unknown = this.#fusedUnknown
    return unknown === null ? ids : ids.filter((id, place) => id !== unknown || ids[place - 1] !== unknown)
  }
}

/** Unknown characters in a row become one token; the library takes the square of their number for that. */
function takeOverFusing(tokenizer: Tokenizer): number | null {
  const { model } = tokenizer
  if (model === null || !model.fuse_unk) return null
  model.fuse_unk = false
  return model.unk_token_id ?? null
}

function frameOf(tokenizer: Tokenizer): Frame {
  const { tokens } = tokenizer.post_processor?.post_process([TITLE], null, true) ?? { tokens: [TITLE] }
  const place = tokens.indexOf(TITLE)
  if (place === -1) throw new RangeError('expected a place for the title among the special tokens')
  const idOf = (token: string) => {
    const id = tokenizer.token_to_id(token)
    if (id === undefined) throw new RangeError(`expected its special token ${token} in the vocabulary`)
    return id
  }
  return { before: tokens.slice(0, place).map(idOf), after: tokens.slice(place + 1).map(idOf) }
}
