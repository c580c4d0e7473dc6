import type { NearestLists } from '../vector-index/nearest-lists.ts'
import { frequencyLevel, type TitlePostings, WEIGHT_PARTS } from './title-postings.ts'
import { titleDistance, type TitleVectors } from './title-vectors.ts'

/** Partial similarities are whole numbers of this many parts. */
const SIMILARITY_PARTS = WEIGHT_PARTS * WEIGHT_PARTS
/** Bounds are sums of rounded numbers: what is less than this below the mark is looked at. */
const ROUNDING = 1e-5
/**
 * Reading goes on until what is left can add at most this share of the mark: a title that was met has then to be near in
 * what was read, and few are measured in full. Of 0.3 to 0.8 the fastest.
 */
const SHARE_LEFT = 0.6
/** Entries read before the nearest titles so far are measured, to know what the others have to beat. */
const POSTINGS_BEFORE_MARK = 2_000
/** Titles measured for it, for each neighbour that is wanted */
const MEASURED_FOR_MARK = 4
/** Partial similarities are sorted into steps of 2^8 parts: 254 up to 1, and room for what rounding up adds. */
const STEP_BITS = 8
const STEPS = 1_024

/** A title's terms that a block knows, rarest first. */
interface ReadingPlan {
  readonly terms: Uint32Array
  /** The title's weights of the terms, in 255ths, rounded up */
  readonly weights: Uint16Array
  /** From each term on: the length of the title's part, and what its terms can add to a similarity by their largest weights */
  readonly lengths: Float64Array
  readonly gains: Float64Array
}

/**
 * Compares titles with the titles of one block and offers the nearest of them, with exact similarities.
 *
 * A title's terms are read from the rarest to the commonest, each adding to the similarity of the titles that hold it.
 * With the lengths of what is left to read of both titles a and b, what they can still gain is at most |a| |b| (Cauchy and
 * Schwarz), and at most what the terms' largest weights allow. As soon as this is less than the k-th best similarity, a
 * title that was not met yet cannot get in any more, and of those met only the ones near enough are measured in full:
 * nothing is missed, and the commonest terms are not read (after Anastasiu and Karypis, L2AP, 2014).
 */
export class TitleJoiner {
  readonly #vectors: TitleVectors
  readonly #postings: TitlePostings
  readonly #lists: NearestLists
  /** By title of the block: what was read of its similarity, never too little */
  readonly #partial: Int32Array
  readonly #found: Uint32Array
  /** The weights of the title that is compared, by term */
  readonly #termWeights: Float32Array
  readonly #histogram = new Uint32Array(STEPS)

  constructor(vectors: TitleVectors, postings: TitlePostings, lists: NearestLists) {
    this.#vectors = vectors
    this.#postings = postings
    this.#lists = lists
    this.#partial = new Int32Array(postings.rowCount)
    this.#found = new Uint32Array(postings.rowCount)
    this.#termWeights = new Float32Array(vectors.termCount)
  }

  /** Offers the titles of the block to the list of `row`; every row once only. */
  join(row: number): void {
    const plan = this.#plan(row)
    const { offsets, rows, weights, maximumCommonLengths } = this.#postings
    const { offsets: vectorOffsets, terms: vectorTerms, weights: vectorWeights } = this.#vectors
    const first = vectorOffsets[row] ?? 0
    const end = vectorOffsets[row + 1] ?? 0
    scatter(this.#termWeights, vectorTerms, vectorWeights, first, end)
    let mark = 1 - this.#lists.worst(row)
    let marked = mark > 0
    let read = 0
    let at = 0
    for (; at < plan.terms.length; at += 1) {
      const term = plan.terms[at] ?? 0
      const [from, to] = [offsets[term] ?? 0, offsets[term + 1] ?? 0]
      if (!marked && read >= POSTINGS_BEFORE_MARK) {
        mark = this.#markOf(row, plan, at)
        marked = true
      }
      if (marked) {
        const most = (plan.lengths[at] ?? 0) * (maximumCommonLengths[frequencyLevel(to - from)] ?? 0)
        if (Math.min(most, plan.gains[at] ?? 0) < SHARE_LEFT * mark - ROUNDING) break
      }
      accumulate(this.#partial, rows, weights, from, to, plan.weights[at] ?? 0)
      read += to - from
    }
    if (read > 0) this.#measure(row, plan, at, mark)
    this.#partial.fill(0)
    clear(this.#termWeights, vectorTerms, first, end)
  }

  #plan(row: number): ReadingPlan {
    const { offsets, terms, weights } = this.#vectors
    const postings = this.#postings
    const first = offsets[row] ?? 0
    const length = (offsets[row + 1] ?? 0) - first
    // Frequency and place in one number each, so that the sort needs no comparison function.
    const keys = new Float64Array(length)
    let known = 0
    for (let index = 0; index < length; index += 1) {
      const term = terms[first + index] ?? 0
      const frequency = (postings.offsets[term + 1] ?? 0) - (postings.offsets[term] ?? 0)
      if (frequency > 0 && (weights[first + index] ?? 0) > 0) keys[known++] = frequency * length + index
    }
    keys.subarray(0, known).sort()
    const plan = {
      terms: new Uint32Array(known),
      weights: new Uint16Array(known),
      lengths: new Float64Array(known),
      gains: new Float64Array(known),
    }
    let squares = 0
    let gain = 0
    for (let at = known - 1; at >= 0; at -= 1) {
      const place = first + ((keys[at] ?? 0) % length)
      const term = terms[place] ?? 0
      const weight = weights[place] ?? 0
      squares += weight * weight
      gain += weight * ((postings.maximumWeights[term] ?? 0) / WEIGHT_PARTS)
      plan.terms[at] = term
      plan.weights[at] = Math.ceil(weight * WEIGHT_PARTS)
      plan.lengths[at] = Math.sqrt(squares)
      plan.gains[at] = gain
    }
    return plan
  }

  /** A similarity that k titles have at least: that of the k-th of those that are the nearest so far; 0 if there are fewer. */
  #markOf(row: number, plan: ReadingPlan, read: number): number {
    const { limit } = this.#lists.memory
    const met = this.#met(plan, read)
    const floor = floorOf(this.#partial, met, this.#histogram, limit + 1)
    // Of thousands of equal titles a few tell as much as all.
    const exact = new Float64Array(Math.min(met.length, MEASURED_FOR_MARK * limit))
    let known = 0
    for (const other of met) {
      if (known === exact.length) break
      if ((this.#partial[other] ?? 0) < floor || this.#postings.firstRow + other === row) continue
      exact[known++] = this.#dotWith(this.#postings.firstRow + other)
    }
    return exact.subarray(0, known).sort().at(-limit) ?? 0
  }

  /** The titles that the first terms of the plan have met, each once. */
  #met(plan: ReadingPlan, read: number): Uint32Array {
    const { offsets, rows } = this.#postings
    let count = 0
    for (let at = 0; at < read; at += 1) {
      const term = plan.terms[at] ?? 0
      // A title that is in the list already is marked by its sign.
      count = takeMet(this.#partial, rows, offsets[term] ?? 0, offsets[term + 1] ?? 0, this.#found, count)
    }
    const met = this.#found.subarray(0, count)
    for (const other of met) this.#partial[other] = -(this.#partial[other] ?? 0)
    return met
  }

  /** Measures every title met that may be near enough, given what the terms from place `at` of the plan on can still add. */
  #measure(row: number, plan: ReadingPlan, at: number, mark: number): void {
    const { firstRow, rowCount, offsets, commonLengths, maximumCommonLengths } = this.#postings
    const lists = this.#lists
    const term = plan.terms[at]
    const level = term === undefined ? 0 : frequencyLevel((offsets[term + 1] ?? 0) - (offsets[term] ?? 0))
    const left = term === undefined ? 0 : (plan.lengths[at] ?? 0)
    const gain = term === undefined ? 0 : (plan.gains[at] ?? 0)
    let floor = mark - ROUNDING
    const mostLeft = Math.min(gain, left * (maximumCommonLengths[level] ?? 0))
    const least = Math.max(1, Math.floor((floor - mostLeft) * SIMILARITY_PARTS))
    const count = findAtLeast(this.#partial, least, this.#found)
    for (let place = 0; place < count; place += 1) {
      const other = this.#found[place] ?? 0
      const added = Math.min(gain, left * (commonLengths[level * rowCount + other] ?? 0))
      if ((this.#partial[other] ?? 0) / SIMILARITY_PARTS + added < floor || firstRow + other === row) continue
      lists.offer(row, firstRow + other, titleDistance(this.#dotWith(firstRow + other)))
      // Full of equal titles: those that follow have higher numbers and come after them.
      if (lists.worst(row) === 0) break
      floor = Math.max(floor, 1 - lists.worst(row) - ROUNDING)
    }
  }

  #dotWith(other: number): number {
    const { offsets, terms, weights } = this.#vectors
    return dotBetween(terms, weights, offsets[other] ?? 0, offsets[other + 1] ?? 0, this.#termWeights)
  }
}

/* The inner loops stand alone, so that each is compiled on its own. */

function accumulate(
  partial: Int32Array,
  rows: Uint16Array,
  weights: Uint8Array,
  from: number,
  to: number,
  weight: number,
): void {
  for (let posting = from; posting < to; posting += 1) {
    const other = rows[posting] ?? 0
    partial[other] = (partial[other] ?? 0) + Math.imul(weight, weights[posting] ?? 0)
  }
}

/** Terms are added in the order of their numbers, so that two titles' similarity is the same to the last bit wherever it is asked for. */
function dotBetween(
  terms: Uint32Array,
  weights: Float32Array,
  from: number,
  to: number,
  termWeights: Float32Array,
): number {
  let dot = 0
  for (let place = from; place < to; place += 1) {
    dot += (weights[place] ?? 0) * (termWeights[terms[place] ?? 0] ?? 0)
  }
  return dot
}

function scatter(
  termWeights: Float32Array,
  terms: Uint32Array,
  weights: Float32Array,
  from: number,
  to: number,
): void {
  for (let place = from; place < to; place += 1) termWeights[terms[place] ?? 0] = weights[place] ?? 0
}

function clear(termWeights: Float32Array, terms: Uint32Array, from: number, to: number): void {
  for (let place = from; place < to; place += 1) termWeights[terms[place] ?? 0] = 0
}

/** Writes the places of all values from `least` on into `found`. @returns how many */
function findAtLeast(values: Int32Array, least: number, found: Uint32Array): number {
  let count = 0
  for (let place = 0; place < values.length; place += 1) {
    if ((values[place] ?? 0) >= least) found[count++] = place
  }
  return count
}

function takeMet(
  partial: Int32Array,
  rows: Uint16Array,
  from: number,
  to: number,
  found: Uint32Array,
  count: number,
): number {
  let next = count
  for (let posting = from; posting < to; posting += 1) {
    const other = rows[posting] ?? 0
    const value = partial[other] ?? 0
    if (value <= 0) continue
    partial[other] = -value
    found[next++] = other
  }
  return next
}

/** A value that at least `wanted` of the values at these places reach, and not many more; 0 if there are fewer. */
function floorOf(values: Int32Array, places: Uint32Array, histogram: Uint32Array, wanted: number): number {
  histogram.fill(0)
  for (const place of places) {
    const step = Math.min(STEPS - 1, (values[place] ?? 0) >> STEP_BITS)
    histogram[step] = (histogram[step] ?? 0) + 1
  }
  let reached = 0
  let step = STEPS
  while (reached < wanted && step > 0) reached += histogram[--step] ?? 0
  return step << STEP_BITS
}
