import { SENTENCES } from '../../electron/contract/sentences.ts'
import { english } from '../words/en/words.ts'
import { t, type WordKey } from '../words/words.ts'
import { visibleText } from './visible-text.ts'

/** Texts of Doublet's own by their English; vue-i18n has its own way to write braces. */
const KEYS: ReadonlyMap<string, WordKey> = new Map(
  [...keysOf('known', english.known), ...keysOf('said', SENTENCES)].map(([text, key]) => [
    text.replace(/\{'([^']*)'\}/g, '$1'),
    key,
  ]),
)

function keysOf(page: 'known' | 'said', texts: Readonly<Record<string, string>>): [string, WordKey][] {
  // Object.entries forgets the names of its keys.
  return Object.entries(texts).map(([key, text]) => [text, `${page}.${key}` as WordKey])
}

/**
 * What files that come with Doublet say in English, and reports that are kept, in the language that is shown; what is
 * not Doublet's own stays as it is.
 */
export function knownInWords(text: string): string {
  const key = KEYS.get(text)
  return key === undefined ? visibleText(text) : t(key)
}

/** As {@link knownInWords}, of several that are joined: "Doublet encoder 2 + TF-IDF of titles". */
export function knownPartsInWords(text: string, joint: string): string {
  return KEYS.has(text) ? knownInWords(text) : text.split(joint).map(knownInWords).join(joint)
}
