import type { CatalogueWords } from './catalogue-words.ts'
import { colourOf } from './colour-words.ts'
import { isFiller } from './filler-words.ts'
import { letterMask } from './same-word.ts'
import { isFragment, type TitleToken } from './title-tokens.ts'

/** The different words of a title that can tell what it sells, in its order. */
export interface TitleWords {
  readonly texts: readonly string[]
  /** Beside the texts: their letterMask, so that most words are told apart without reading them */
  readonly masks: readonly number[]
  /** Beside the texts: the English colour that a word names, else null */
  readonly colours: readonly (string | null)[]
}

/**
 * Words without fillers; numbers, amounts and model numbers are facts and no words, and pairs of characters of scripts
 * without blanks are no words either.
 * @param tokens as readTitle gives them
 * @param catalogue whose fillers are left out too
 */
export function titleWords(tokens: readonly TitleToken[], { fillers }: CatalogueWords): TitleWords {
  const different = new Set<string>()
  for (const { kind, text } of tokens) {
    if (kind === 'word' && !isFiller(text) && !fillers.has(text) && !isFragment(text)) different.add(text)
  }
  const texts = [...different]
  return { texts, masks: texts.map(letterMask), colours: texts.map((text) => colourOf(text) ?? null) }
}
