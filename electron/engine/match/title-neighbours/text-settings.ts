import { say, type Saying, type SayingKind } from '../../../contract/saying.ts'
import type { TextSettingName } from '../../../contract/text-settings.ts'
import { type TextWeighting, WORDS_AND_GRAMS } from './text-weighting.ts'

/** One way to find titles that are near each other, with the distance up to which they count as near. */
export interface TextSetting {
  readonly said: Saying
  /** Cosine distance, 0..2; farther titles are no candidates */
  readonly distanceThreshold: number
  /** sparse: terms weighted; vectors: the mean of the words' vectors, plain or weighted by how rare each word is */
  readonly kind:
    | { readonly of: 'sparse'; readonly weighting: TextWeighting }
    | { readonly of: 'vectors'; readonly byRarity: boolean }
}

const PLAIN_WORDS: TextWeighting = { wordShare: 1, gramLengths: [], count: 'raw', rarity: 'smooth' }

type SparseKind = Exclude<Extract<SayingKind, `text${string}`>, 'textFileUnreadable'>

function sparse(kind: SparseKind, distanceThreshold: number, weighting: TextWeighting): TextSetting {
  return { said: say(kind, {}), distanceThreshold, kind: { of: 'sparse', weighting } }
}

/**
 * Doublet's own setting, without a threshold because its scorer decides, and those of published solutions of the product
 * matching contests, each with the threshold that they name.
 */
export const TEXT_SETTINGS: Readonly<Record<TextSettingName, TextSetting>> = {
  'words-and-characters': sparse('textWordsAndCharacters', 1, WORDS_AND_GRAMS),
  characters: sparse('textCharacters', 0.55, {
    wordShare: 0,
    gramLengths: [3, 4],
    count: 'sublinear',
    rarity: 'smooth',
  }),
  'characters-binary': sparse('textCharactersBinary', 0.55, {
    wordShare: 0,
    gramLengths: [3, 4],
    count: 'binary',
    rarity: 'smooth',
  }),
  idf: sparse('textIdf', 0.55, { ...PLAIN_WORDS, count: 'binary', rarity: 'plain' }),
  'tf-idf': sparse('textTfIdf', 0.55, PLAIN_WORDS),
  'tf-idf-sublinear': sparse('textTfIdfSublinear', 0.55, { ...PLAIN_WORDS, count: 'sublinear' }),
  'tf-idf-binary': sparse('textTfIdfBinary', 0.55, { ...PLAIN_WORDS, count: 'binary' }),
  'tf-idf-beside-images': sparse('textTfIdfBesideImages', 0.17, PLAIN_WORDS),
  glove: { said: say('textGlove', {}), distanceThreshold: 0.8, kind: { of: 'vectors', byRarity: false } },
  'glove-idf': {
    said: say('textGloveIdf', {}),
    distanceThreshold: 0.8,
    kind: { of: 'vectors', byRarity: true },
  },
}
