import { NearestLists } from '../vector-index/nearest-lists.ts'
import type { Neighbours } from '../vector-index/neighbours.ts'
import { Pace, type WorkOptions } from '../vector-index/pace.ts'
import type { TitleVectors } from './title-vectors.ts'

/**
 * Entries of the inverted index read for one title, rarest terms first. What is left out are the commonest terms, which
 * tell titles apart least; it keeps the work in proportion to the number of titles.
 */
const POSTINGS_PER_TITLE = 20_000
/** Candidates measured in full for each neighbour kept. */
const CANDIDATES_PER_NEIGHBOUR = 3
/** Steps that partial similarities are sorted into. */
const SIMILARITY_STEPS = 1_024

/** The titles that hold each term, in compressed rows by term. */
interface Postings {
  readonly offsets: Uint32Array
  readonly rows: Uint32Array
  readonly weights: Float32Array
}

export interface TitleNeighbourOptions extends WorkOptions {
  readonly postingsPerTitle?: number | undefined
}

/**
 * The k nearest other titles of every title by cosine distance (0..1). Distances are exact; a neighbour that shares only
 * very common terms may be missed. Titles that share no term are never neighbours.
 * @param k neighbours for a title, at least 1
 * @throws the signal's reason when cancelled
 */
export async function titleNeighbours(
  vectors: TitleVectors,
  k: number,
  options: TitleNeighbourOptions = {},
): Promise<Neighbours> {
  const titleCount = vectors.offsets.length - 1
  const budget = options.postingsPerTitle ?? POSTINGS_PER_TITLE
  const postings = invert(vectors)
  const lists = new NearestLists(titleCount, k)
  const similarities = new Float32Array(titleCount)
  const touched = new Uint32Array(titleCount)
  const termWeights = new Float32Array(vectors.termCount)
  const pace = new Pace(titleCount, options)
  for (let row = 0; row < titleCount; row += 1) {
    const { count, complete } = accumulate(vectors, postings, row, budget, similarities, touched)
    const candidates = touched.subarray(0, count)
    if (complete) {
      for (let place = 0; place < count; place += 1) {
        const other = candidates[place] ?? 0
        if (other !== row) lists.offer(row, other, Math.max(0, 1 - (similarities[other] ?? 0)))
      }
    } else {
      scatter(vectors, row, termWeights)
      const kept = keepMostSimilar(candidates, similarities, k * CANDIDATES_PER_NEIGHBOUR + 1)
      for (let place = 0; place < kept; place += 1) {
        const other = candidates[place] ?? 0
        if (other !== row) lists.offer(row, other, Math.max(0, 1 - dotWith(vectors, other, termWeights)))
      }
      clear(vectors, row, termWeights)
    }
    for (let place = 0; place < count; place += 1) similarities[candidates[place] ?? 0] = 0
    if (pace.due()) await pace.rest(row)
  }
  pace.finish()
  return lists.toNeighbours()
}

function invert(vectors: TitleVectors): Postings {
  const { terms, weights, termCount } = vectors
  const offsets = new Uint32Array(termCount + 1)
  for (const term of terms) offsets[term + 1] = (offsets[term + 1] ?? 0) + 1
  for (let term = 0; term < termCount; term += 1)
    offsets[term + 1] = (offsets[term + 1] ?? 0) + (offsets[term] ?? 0)
  const next = offsets.slice()
  const rows = new Uint32Array(terms.length)
  const postingWeights = new Float32Array(terms.length)
  for (let row = 0; row + 1 < vectors.offsets.length; row += 1) {
    for (let place = vectors.offsets[row] ?? 0; place < (vectors.offsets[row + 1] ?? 0); place += 1) {
      const term = terms[place] ?? 0
      const posting = next[term] ?? 0
      next[term] = posting + 1
      rows[posting] = row
      postingWeights[posting] = weights[place] ?? 0
    }
  }
  return { offsets, rows, weights: postingWeights }
}

/**
 * Adds up the similarity of `row` to others over its rarest terms.
 * @returns how many others were touched (their numbers are in `touched`), and whether every term was read
 */
function accumulate(
  vectors: TitleVectors,
  postings: Postings,
  row: number,
  budget: number,
  similarities: Float32Array,
  touched: Uint32Array,
): { count: number; complete: boolean } {
  const first = vectors.offsets[row] ?? 0
  // Frequency and place in one number each, so that the sort needs no comparison function.
  const order = new Float64Array((vectors.offsets[row + 1] ?? 0) - first)
  for (let index = 0; index < order.length; index += 1) {
    const term = vectors.terms[first + index] ?? 0
    order[index] = ((postings.offsets[term + 1] ?? 0) - (postings.offsets[term] ?? 0)) * order.length + index
  }
  order.sort()
  let left = budget
  let count = 0
  for (let index = 0; index < order.length; index += 1) {
    const place = first + ((order[index] ?? 0) % order.length)
    const term = vectors.terms[place] ?? 0
    const start = postings.offsets[term] ?? 0
    const end = Math.min(postings.offsets[term + 1] ?? 0, start + left)
    const weight = vectors.weights[place] ?? 0
    for (let posting = start; posting < end; posting += 1) {
      const other = postings.rows[posting] ?? 0
      if (similarities[other] === 0) touched[count++] = other
      similarities[other] = (similarities[other] ?? 0) + weight * (postings.weights[posting] ?? 0)
    }
    left -= end - start
    if (end < (postings.offsets[term + 1] ?? 0)) return { count, complete: false }
  }
  return { count, complete: true }
}

/**
 * Moves rows with the highest similarities to the front of `rows`: at least the `limit` most similar when steps of
 * 1/1024 tell them apart, and never more than `limit`.
 * @returns how many
 */
function keepMostSimilar(rows: Uint32Array, similarities: Float32Array, limit: number): number {
  if (rows.length <= limit) return rows.length
  const counts = new Uint32Array(SIMILARITY_STEPS + 1)
  for (let place = 0; place < rows.length; place += 1)
    counts[stepOf(similarities[rows[place] ?? 0] ?? 0)] =
      (counts[stepOf(similarities[rows[place] ?? 0] ?? 0)] ?? 0) + 1
  let floor = SIMILARITY_STEPS
  let above = 0
  while (above + (counts[floor] ?? 0) < limit) above += counts[floor--] ?? 0
  let kept = 0
  let levelLeft = limit - above
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] ?? 0
    const step = stepOf(similarities[row] ?? 0)
    if (step < floor || (step === floor && levelLeft-- <= 0)) continue
    rows[place] = rows[kept] ?? 0
    rows[kept++] = row
  }
  return kept
}

function stepOf(similarity: number): number {
  return Math.min(SIMILARITY_STEPS, Math.floor(similarity * SIMILARITY_STEPS))
}

function scatter(vectors: TitleVectors, row: number, termWeights: Float32Array): void {
  for (let place = vectors.offsets[row] ?? 0; place < (vectors.offsets[row + 1] ?? 0); place += 1) {
    termWeights[vectors.terms[place] ?? 0] = vectors.weights[place] ?? 0
  }
}

function clear(vectors: TitleVectors, row: number, termWeights: Float32Array): void {
  for (let place = vectors.offsets[row] ?? 0; place < (vectors.offsets[row + 1] ?? 0); place += 1) {
    termWeights[vectors.terms[place] ?? 0] = 0
  }
}

function dotWith(vectors: TitleVectors, row: number, termWeights: Float32Array): number {
  let dot = 0
  for (let place = vectors.offsets[row] ?? 0; place < (vectors.offsets[row + 1] ?? 0); place += 1) {
    dot += (vectors.weights[place] ?? 0) * (termWeights[vectors.terms[place] ?? 0] ?? 0)
  }
  return dot
}
