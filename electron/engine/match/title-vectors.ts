import { Pace, type WorkOptions } from '../vector-index/pace.ts'
import { titleTerms } from './title-terms.ts'

/** How many titles of a catalogue hold each term: what a title's vector is weighted by. */
export interface TitleModel {
  /** Titles with at least one term */
  readonly documents: number
  /** Number of each term, dense from 0, in order of first appearance */
  readonly termNumbers: ReadonlyMap<string, number>
  /** uint32 [terms]: titles that hold the term */
  readonly frequencies: Uint32Array
}

/** Sparse rows of length 1, or empty where a title has no terms, in compressed rows. */
export interface TitleVectors {
  /** uint32 [titles + 1] */
  readonly offsets: Uint32Array
  /** uint32: term numbers of the model, ascending within a row */
  readonly terms: Uint32Array
  /** float32, beside `terms` */
  readonly weights: Float32Array
  /** Terms of the model */
  readonly termCount: number
}

/** What of a cosine similarity comes from words; the rest comes from character 3-grams. */
const WORD_SHARE = 0.6

/** Learns the terms of a catalogue and how common each is; a null title counts as none. */
export async function fitTitleModel(
  titles: readonly (string | null)[],
  options: WorkOptions = {},
): Promise<TitleModel> {
  const termNumbers = new Map<string, number>()
  const frequencies: number[] = []
  let documents = 0
  const pace = new Pace(titles.length, options)
  for (const [row, title] of titles.entries()) {
    const { words, grams } = titleTerms(title)
    if (words.size > 0) documents += 1
    for (const terms of [words, grams]) {
      for (const term of terms.keys()) {
        const number = termNumbers.get(term)
        if (number === undefined) {
          termNumbers.set(term, frequencies.length)
          frequencies.push(1)
        } else {
          frequencies[number] = (frequencies[number] ?? 0) + 1
        }
      }
    }
    if (pace.due()) await pace.rest(row)
  }
  pace.finish()
  return { documents, termNumbers, frequencies: Uint32Array.from(frequencies) }
}

/**
 * TF-IDF vectors of titles: sublinear term frequency 1 + ln(tf), smooth inverse document frequency ln((1 + n) / (1 + df)) + 1,
 * words and character 3-grams each brought to length 1 and then joined, so that a dot product is
 * 0.6 x cosine of words + 0.4 x cosine of 3-grams. Terms the model does not know count in the length only.
 */
export async function vectorizeTitles(
  titles: readonly (string | null)[],
  model: TitleModel,
  options: WorkOptions = {},
): Promise<TitleVectors> {
  const offsets = new Uint32Array(titles.length + 1)
  const terms: number[] = []
  const weights: number[] = []
  const pace = new Pace(titles.length, options)
  for (const [row, title] of titles.entries()) {
    const { words, grams } = titleTerms(title)
    const weightOf = new Map([
      ...weighBlock(words, WORD_SHARE, model),
      ...weighBlock(grams, 1 - WORD_SHARE, model),
    ])
    for (const term of Uint32Array.from(weightOf.keys()).sort()) {
      terms.push(term)
      weights.push(weightOf.get(term) ?? 0)
    }
    offsets[row + 1] = terms.length
    if (pace.due()) await pace.rest(row)
  }
  pace.finish()
  return {
    offsets,
    terms: Uint32Array.from(terms),
    weights: Float32Array.from(weights),
    termCount: model.frequencies.length,
  }
}

/** Cosine similarity of two titles, 0..1; null where one has no terms. */
export function titleSimilarity(vectors: TitleVectors, rowA: number, rowB: number): number | null {
  const { offsets, terms, weights } = vectors
  let a = offsets[rowA] ?? 0
  let b = offsets[rowB] ?? 0
  const endA = offsets[rowA + 1] ?? 0
  const endB = offsets[rowB + 1] ?? 0
  if (a === endA || b === endB) return null
  let dot = 0
  while (a < endA && b < endB) {
    const difference = (terms[a] ?? 0) - (terms[b] ?? 0)
    if (difference === 0) dot += (weights[a++] ?? 0) * (weights[b++] ?? 0)
    else if (difference < 0) a += 1
    else b += 1
  }
  return Math.min(1, dot)
}

function weighBlock(
  counts: ReadonlyMap<string, number>,
  share: number,
  model: TitleModel,
): [term: number, weight: number][] {
  const entries: [number, number][] = []
  let squares = 0
  for (const [name, count] of counts) {
    const term = model.termNumbers.get(name)
    const frequency = term === undefined ? 0 : (model.frequencies[term] ?? 0)
    const weight = (1 + Math.log(count)) * (Math.log((1 + model.documents) / (1 + frequency)) + 1)
    squares += weight * weight
    if (term !== undefined) entries.push([term, weight])
  }
  const scale = squares > 0 ? Math.sqrt(share / squares) : 0
  return entries.map(([term, weight]) => [term, weight * scale])
}
