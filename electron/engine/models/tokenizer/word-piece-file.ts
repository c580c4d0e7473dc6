import type { TokenizerConfigFile } from './tokenizer-files.ts'

/**
 * What tokenizer.json would be of a BERT that only has its list of words.
 * @param vocabulary vocab.txt: a token a line, its number is its id
 * @param config lower-cases unless it says otherwise, as BERT does
 * @throws RangeError if the unknown, first or last token is not in the vocabulary
 */
export function wordPieceFile(vocabulary: string, config: TokenizerConfigFile): object {
  const vocab = readVocabulary(vocabulary)
  const ids = new Map(Object.entries(vocab))
  const idOf = (token: string) => {
    const id = ids.get(token)
    if (id === undefined) throw new RangeError(`expected ${token} among its ${ids.size} tokens`)
    return id
  }
  const special = {
    pad: config.pad_token ?? '[PAD]',
    unk: config.unk_token ?? '[UNK]',
    cls: config.cls_token ?? '[CLS]',
    sep: config.sep_token ?? '[SEP]',
    mask: config.mask_token ?? '[MASK]',
  }
  idOf(special.unk)
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens(Object.values(special), ids),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: config.tokenize_chinese_chars ?? true,
      strip_accents: config.strip_accents ?? null,
      lowercase: config.do_lower_case ?? true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'BertProcessing',
      sep: [special.sep, idOf(special.sep)],
      cls: [special.cls, idOf(special.cls)],
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: special.unk,
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab,
    },
  }
}

/** Of a token that stands there twice the later id counts, as in transformers. */
function readVocabulary(text: string): Record<string, number> {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.at(-1) === '') lines.pop()
  return Object.fromEntries(lines.map((token, id) => [token, id]))
}

function addedTokens(contents: readonly string[], ids: ReadonlyMap<string, number>): object[] {
  return contents.flatMap((content) => {
    const id = ids.get(content)
    const token = { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false }
    return id === undefined ? [] : [{ ...token, special: true }]
  })
}
