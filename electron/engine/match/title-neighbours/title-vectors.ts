import type { WorkOptions } from '../../vector-index/pace.ts'
import { type CatalogueWords, NO_CATALOGUE_WORDS } from '../titles/catalogue-words.ts'
import { readTermRows, type TermRows } from './term-rows.ts'
import { TitleTerms } from './title-terms.ts'
import { titlesLearntFrom } from '../titles/titles-learnt-from.ts'
import { type TextWeighting, WORDS_AND_GRAMS } from './text-weighting.ts'

/** How many titles of a catalogue hold each term: what a title's vector is weighted by. */
export interface TitleModel {
  readonly weighting: TextWeighting
  /** Titles that it was learnt from and that have at least one term */
  readonly documents: number
  readonly terms: TitleTerms
  /** uint32: titles that hold the term; of terms with higher numbers none do */
  readonly frequencies: Uint32Array
}

/** Sparse rows of length 1, or empty where a title has no terms, in compressed rows; in memory that threads can share. */
export interface TitleVectors {
  /** uint32 [titles + 1] */
  readonly offsets: Uint32Array
  /** uint32: term numbers of the model, ascending within a row */
  readonly terms: Uint32Array
  /** float32, beside `terms`: whole numbers of parts (WEIGHT_PARTS) */
  readonly weights: Float32Array
  /** Terms have lower numbers than this */
  readonly termCount: number
}

/** What a model is learnt with beside titles. */
export interface FitOptions extends WorkOptions {
  /** Brands that are one word each; left out, there are none */
  readonly catalogue?: CatalogueWords | undefined
}

/**
 * Weights are whole numbers of this many parts, kept as fractions: then sums of their products are exact in any order, and
 * those of two titles fit into 31 bits.
 */
export const WEIGHT_PARTS = 45_000
/** What rounding weights to parts can make of two equal titles. */
const EQUAL_DISTANCE = 5e-4
/** Learns the terms of a catalogue and how common each is; a null title counts as none. */
export async function fitTitleModel(
  titles: readonly (string | null)[],
  options: FitOptions = {},
): Promise<TitleModel> {
  return (await fitAndVectorizeTitles(titles, WORDS_AND_GRAMS, options)).model
}

/** A model of the titles, and their vectors by it, for the cost of reading each title once. */
export async function fitAndVectorizeTitles(
  titles: readonly (string | null)[],
  weighting: TextWeighting = WORDS_AND_GRAMS,
  { catalogue = NO_CATALOGUE_WORDS, ...options }: FitOptions = {},
): Promise<{ model: TitleModel; vectors: TitleVectors }> {
  const terms = new TitleTerms(weighting.wordShare < 1 ? weighting.gramLengths : [], catalogue)
  const rows = await readTermRows(titles, terms, options)
  const learntFrom = titlesLearntFrom(titles.length)
  const frequencies = new Uint32Array(terms.count)
  let documents = 0
  for (let row = 0; row < learntFrom; row += 1) {
    const end = rows.offsets[row + 1] ?? 0
    if (end > (rows.offsets[row] ?? 0)) documents += 1
    for (let place = rows.offsets[row] ?? 0; place < end; place += 1) {
      const term = rows.terms[place] ?? 0
      frequencies[term] = (frequencies[term] ?? 0) + 1
    }
  }
  const model = { weighting, documents, terms, frequencies }
  return { model, vectors: weigh(rows, model) }
}

/**
 * Vectors of titles by a model: what a term's count and its rarity make of it (TextWeighting), words and n-grams each
 * brought to length 1 and then joined, so that a dot product is wordShare x cosine of words + the rest x cosine of
 * n-grams. A term that the model has not seen is one that no title held.
 */
export async function vectorizeTitles(
  titles: readonly (string | null)[],
  model: TitleModel,
  options: WorkOptions = {},
): Promise<TitleVectors> {
  return weigh(await readTermRows(titles, model.terms, options), model)
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
    if (difference === 0) dot += partsOf(weights[a++] ?? 0) * partsOf(weights[b++] ?? 0)
    else if (difference < 0) a += 1
    else b += 1
  }
  return Math.min(1, dot / WEIGHT_PARTS ** 2)
}

/** A weight as a whole number of parts. */
export function partsOf(weight: number): number {
  return Math.round(weight * WEIGHT_PARTS)
}

/** Cosine distance of two titles of a similarity, 0..1; 0 for what rounding does not tell from equal. */
export function titleDistance(similarity: number): number {
  return similarity > 1 - EQUAL_DISTANCE ? 0 : 1 - similarity
}

function weigh({ offsets, terms, counts }: TermRows, model: TitleModel): TitleVectors {
  const termCount = model.terms.count
  const { wordShare, count: countKind } = model.weighting
  const rarities = raritiesOf(model)
  const shared = {
    offsets: new Uint32Array(new SharedArrayBuffer(offsets.byteLength)),
    terms: new Uint32Array(new SharedArrayBuffer(terms.byteLength)),
    weights: new Float32Array(new SharedArrayBuffer(terms.length * 4)),
  }
  shared.offsets.set(offsets)
  shared.terms.set(terms)
  for (let row = 0; row + 1 < offsets.length; row += 1) {
    const [start, end] = [offsets[row] ?? 0, offsets[row + 1] ?? 0]
    let wordSquares = 0
    let gramSquares = 0
    for (let place = start; place < end; place += 1) {
      const term = terms[place] ?? 0
      const weight = weightOfCount(counts[place] ?? 0, countKind) * (rarities[term] ?? 0)
      shared.weights[place] = weight
      if (model.terms.isGram(term)) gramSquares += weight * weight
      else wordSquares += weight * weight
    }
    const wordScale = wordSquares > 0 ? Math.sqrt(wordShare / wordSquares) : 0
    const gramScale = gramSquares > 0 ? Math.sqrt((1 - wordShare) / gramSquares) : 0
    for (let place = start; place < end; place += 1) {
      const scale = model.terms.isGram(terms[place] ?? 0) ? gramScale : wordScale
      shared.weights[place] = roundedToParts((shared.weights[place] ?? 0) * scale)
    }
  }
  return { ...shared, termCount }
}

/** What weighs anything weighs at least one part. */
function roundedToParts(weight: number): number {
  return weight > 0 ? Math.max(1, partsOf(weight)) / WEIGHT_PARTS : 0
}

function weightOfCount(count: number, kind: TextWeighting['count']): number {
  if (kind === 'binary') return 1
  return kind === 'raw' ? count : 1 + Math.log(count)
}

function raritiesOf({ documents, terms, frequencies, weighting }: TitleModel): Float64Array {
  const added = weighting.rarity === 'smooth' ? 1 : 0
  return Float64Array.from(
    { length: terms.count },
    (_, term) => Math.log((1 + documents) / (1 + (frequencies[term] ?? 0))) + added,
  )
}
