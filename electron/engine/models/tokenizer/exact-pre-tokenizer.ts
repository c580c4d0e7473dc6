import { type PreTokenizer, SequencePreTokenizer, WhitespaceSplitPreTokenizer } from '@huggingface/tokenizers'

/** Splits at what Unicode calls white space: with U+0085 and without U+FEFF, other than JavaScript's \s. */
class UnicodeWhitespaceSplit extends WhitespaceSplitPreTokenizer {
  override pre_tokenize_text(text: string): string[] {
    return text.match(/\P{White_Space}+/gu) ?? []
  }
}

/** The same pre-tokeniser, with what the library only approximates put in place of its own. */
export function exactPreTokenizer(preTokenizer: PreTokenizer | null): PreTokenizer | null {
  if (preTokenizer instanceof SequencePreTokenizer) {
    preTokenizer.tokenizers = preTokenizer.tokenizers.map(exactPreTokenizer)
    return preTokenizer
  }
  return preTokenizer instanceof WhitespaceSplitPreTokenizer ? new UnicodeWhitespaceSplit() : preTokenizer
}
