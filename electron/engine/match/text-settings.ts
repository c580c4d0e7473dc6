import type { TextSettingName } from '../../contract/text-settings.ts'
import { type TextWeighting, WORDS_AND_GRAMS } from './text-weighting.ts'

/** One way to find titles that are near each other, with the distance up to which they count as near. */
export interface TextSetting {
  readonly words: string
  /** Cosine distance, 0..2; farther titles are no candidates */
  readonly distanceThreshold: number
  /** sparse: terms weighted; vectors: the mean of the words' vectors, plain or weighted by how rare each word is */
  readonly kind:
    | { readonly of: 'sparse'; readonly weighting: TextWeighting }
    | { readonly of: 'vectors'; readonly byRarity: boolean }
}

const PLAIN_WORDS: TextWeighting = { wordShare: 1, gramLengths: [], count: 'raw', rarity: 'smooth' }

function sparse(words: string, distanceThreshold: number, weighting: TextWeighting): TextSetting {
  return { words, distanceThreshold, kind: { of: 'sparse', weighting } }
}

/**
 * Doublet's own setting, without a threshold because its scorer decides, and those of published solutions of the product
 * matching contests, each with the threshold that they name.
 */
export const TEXT_SETTINGS: Readonly<Record<TextSettingName, TextSetting>> = {
  'words-and-characters': sparse('TF-IDF of words and of 3 characters', 1, WORDS_AND_GRAMS),
  characters: sparse('TF-IDF of 3 and 4 characters, sublinear', 0.55, {
    wordShare: 0,
    gramLengths: [3, 4],
    count: 'sublinear',
    rarity: 'smooth',
  }),
  'characters-binary': sparse('TF-IDF of 3 and 4 characters, binary', 0.55, {
    wordShare: 0,
    gramLengths: [3, 4],
    count: 'binary',
    rarity: 'smooth',
  }),
  idf: sparse('IDF of words', 0.55, { ...PLAIN_WORDS, count: 'binary', rarity: 'plain' }),
  'tf-idf': sparse('TF-IDF of words', 0.55, PLAIN_WORDS),
  'tf-idf-sublinear': sparse('TF-IDF of words, sublinear', 0.55, { ...PLAIN_WORDS, count: 'sublinear' }),
  'tf-idf-binary': sparse('TF-IDF of words, binary', 0.55, { ...PLAIN_WORDS, count: 'binary' }),
  'tf-idf-beside-images': sparse('TF-IDF of words, beside an image model', 0.17, PLAIN_WORDS),
  glove: { words: 'GloVe', distanceThreshold: 0.8, kind: { of: 'vectors', byRarity: false } },
  'glove-idf': { words: 'GloVe + IDF', distanceThreshold: 0.8, kind: { of: 'vectors', byRarity: true } },
}
