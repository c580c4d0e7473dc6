import { cosineNeighbours } from '../../vector-index/cosine-neighbours.ts'
import type { Neighbours } from '../../vector-index/neighbours.ts'
import type { WorkOptions } from '../../vector-index/pace.ts'
import { meanWordVectors, wordsOfTitles } from './mean-word-vectors.ts'
import { readWordVectors, WordVectorsUnreadable } from './read-word-vectors.ts'
import type { TextSetting } from './text-settings.ts'
import { titleNeighbours } from './title-neighbours.ts'
import { fitAndVectorizeTitles, type TitleVectors } from './title-vectors.ts'
import { WORDS_AND_GRAMS } from './text-weighting.ts'

export interface TextNeighbourOptions extends WorkOptions {
  /** Path of the word vectors' text file, for the settings that need one. */
  readonly glove?: string | null | undefined
  /** Vectors of the titles in Doublet's own weighting, where there are some already. */
  readonly vectors?: TitleVectors | undefined
}

/**
 * The k nearest other titles of every title in a text setting, those within its threshold.
 * @throws WordVectorsUnreadable if a setting with word vectors has no file of them, or not one that can be read; the
 *   signal's reason when cancelled
 */
export async function textNeighbours(
  titles: readonly (string | null)[],
  setting: TextSetting,
  k: number,
  { glove, vectors, ...options }: TextNeighbourOptions = {},
): Promise<Neighbours> {
  const found =
    setting.kind.of === 'sparse'
      ? await titleNeighbours(
          vectors !== undefined && setting.kind.weighting === WORDS_AND_GRAMS
            ? vectors
            : (await fitAndVectorizeTitles(titles, setting.kind.weighting, options)).vectors,
          k,
          options,
        )
      : await vectorNeighbours(titles, setting.kind.byRarity, k, glove ?? null, options)
  return setting.distanceThreshold < 1 ? within(found, setting.distanceThreshold) : found
}

async function vectorNeighbours(
  titles: readonly (string | null)[],
  byRarity: boolean,
  k: number,
  glove: string | null,
  options: WorkOptions,
): Promise<Neighbours> {
  if (glove === null) {
    throw new WordVectorsUnreadable(
      'Comparing titles by word vectors needs a text file of them, such as GloVe’s. Give one with --glove FILE.',
    )
  }
  const words = wordsOfTitles(titles)
  const wordVectors = await readWordVectors(glove, new Set(words.flat()))
  const means = meanWordVectors(words, wordVectors, byRarity)
  return cosineNeighbours(means, wordVectors.dimension, k, options)
}

/** Those neighbours that are no farther than a distance. */
function within({ offsets, rows, distances }: Neighbours, threshold: number): Neighbours {
  const keptOffsets = new Uint32Array(offsets.length)
  let kept = 0
  const keptRows = new Uint32Array(rows.length)
  const keptDistances = new Float32Array(rows.length)
  for (let row = 0; row + 1 < offsets.length; row += 1) {
    for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place += 1) {
      // Nearest first: after the first that is too far come no others.
      if ((distances[place] ?? 0) > threshold) break
      keptRows[kept] = rows[place] ?? 0
      keptDistances[kept++] = distances[place] ?? 0
    }
    keptOffsets[row + 1] = kept
  }
  return { offsets: keptOffsets, rows: keptRows.slice(0, kept), distances: keptDistances.slice(0, kept) }
}
