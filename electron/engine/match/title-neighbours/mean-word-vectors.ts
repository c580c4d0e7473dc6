import type { WordVectors } from './read-word-vectors.ts'
import { titleTokens } from '../titles/title-tokens.ts'

/** The words of titles, to look their vectors up. */
export function wordsOfTitles(titles: readonly (string | null)[]): string[][] {
  return titles.map((title) => (title === null ? [] : titleTokens(title)))
}

/**
 * The mean of the vectors of each title's words, brought to length 1; words without a vector do not count.
 * @param byRarity a word counts ln((1 + n) / (1 + df)) + 1 times, of n titles that have words df holding it
 * @returns float32 [titles * dimension]; rows of titles of which no word has a vector are NaN
 */
export function meanWordVectors(
  titles: readonly (readonly string[])[],
  { dimension, ofWord }: WordVectors,
  byRarity: boolean,
): Float32Array {
  const rarity = byRarity ? raritiesOf(titles) : null
  const means = new Float32Array(titles.length * dimension)
  titles.forEach((words, row) => {
    const mean = means.subarray(row * dimension, (row + 1) * dimension)
    for (const word of words) {
      const vector = ofWord.get(word)
      const weight = rarity?.get(word) ?? 1
      if (vector !== undefined)
        for (let d = 0; d < dimension; d += 1) mean[d] = (mean[d] ?? 0) + weight * (vector[d] ?? 0)
    }
    const length = Math.hypot(...mean)
    for (let d = 0; d < dimension; d += 1) mean[d] = length > 0 ? (mean[d] ?? 0) / length : Number.NaN
  })
  return means
}

function raritiesOf(titles: readonly (readonly string[])[]): Map<string, number> {
  const frequencies = new Map<string, number>()
  for (const words of titles) {
    for (const word of new Set(words)) frequencies.set(word, (frequencies.get(word) ?? 0) + 1)
  }
  const documents = titles.filter((words) => words.length > 0).length
  return new Map(
    [...frequencies].map(([word, frequency]) => [word, Math.log((1 + documents) / (1 + frequency)) + 1]),
  )
}
