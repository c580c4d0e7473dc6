import type { NearestLists } from '../../vector-index/nearest-lists.ts'
import { frequencyLevel, RANKED_TERMS, type TitlePostings } from './title-postings.ts'
import { partsOf, titleDistance, type TitleVectors, WEIGHT_PARTS } from './title-vectors.ts'

/** Similarities are whole numbers of this many parts: with what rounding adds, less than 2^31. */
const SIMILARITY_PARTS = WEIGHT_PARTS ** 2
/** Bounds are sums of rounded numbers: what is less than this below the mark is looked at. */
const ROUNDING = 1e-5
/**
 * Reading goes on until what is left can add at most this share of the mark: a title that was met has then to be near in
 * what was read, and few are measured in full. Of 0.1 to 0.8 the fastest.
 */
const SHARE_LEFT = 0.35
/** Entries read before it is first asked what the nearest titles so far are, to know what the others have to beat. */
const POSTINGS_BEFORE_MARK = 2_000
/** Similarities are sorted into steps of 2^21 parts: 966 up to 1, and room for what rounding adds. */
const STEP_BITS = 21
const STEPS = 1_024

/** A title's terms that a block knows, rarest first. */
interface ReadingPlan {
  readonly terms: Uint32Array
  /** The title's weights of the terms, in parts */
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
  /** By title of the block: what was read of its similarity, in parts */
  readonly #partial: Int32Array
  readonly #found: Uint32Array
  /** By rank: the compared title's weights of the terms that are not read, in parts */
  readonly #left = new Int32Array(RANKED_TERMS)
  readonly #histogram = new Uint32Array(STEPS)

  constructor(vectors: TitleVectors, postings: TitlePostings, lists: NearestLists) {
    this.#vectors = vectors
    this.#postings = postings
    this.#lists = lists
    this.#partial = new Int32Array(postings.rowCount)
    this.#found = new Uint32Array(postings.rowCount)
  }

  /** Offers the titles of the block to the list of `row`; every row once only. */
  join(row: number): void {
    const plan = this.#plan(row)
    const { offsets, entries, ranks } = this.#postings
    let mark = 1 - this.#lists.worst(row)
    let isMarked = mark > 0
    let read = 0
    let at = 0
    for (; at < plan.terms.length; at += 1) {
      const term = plan.terms[at] ?? 0
      const [from, to] = [offsets[term] ?? 0, offsets[term + 1] ?? 0]
      if (!isMarked && read >= POSTINGS_BEFORE_MARK) {
        mark = this.#floorOf(this.#met(plan, at))
        isMarked = true
      }
      const mayStop = isMarked && (ranks[term] ?? 0) < RANKED_TERMS
      if (mayStop && this.#mostLeft(plan, at) < SHARE_LEFT * mark - ROUNDING) break
      accumulate(this.#partial, entries, from, to, plan.weights[at] ?? 0)
      read += to - from
    }
    if (read === 0) return
    for (let place = at; place < plan.terms.length; place += 1) {
      this.#left[ranks[plan.terms[place] ?? 0] ?? 0] = plan.weights[place] ?? 0
    }
    this.#measure(row, plan, at, mark)
    for (let place = at; place < plan.terms.length; place += 1) {
      this.#left[ranks[plan.terms[place] ?? 0] ?? 0] = 0
    }
    this.#partial.fill(0)
  }

  #plan(row: number): ReadingPlan {
    const { offsets, terms, weights, termCount } = this.#vectors
    const postings = this.#postings
    const first = offsets[row] ?? 0
    const length = (offsets[row + 1] ?? 0) - first
    // Rank and place in one number each, so that the sort needs no comparison function.
    const keys = new Float64Array(length)
    let known = 0
    for (let index = 0; index < length; index += 1) {
      const term = terms[first + index] ?? 0
      const frequency = (postings.offsets[term + 1] ?? 0) - (postings.offsets[term] ?? 0)
      const rank = postings.ranks[term] ?? 0
      if (frequency > 0 && (weights[first + index] ?? 0) > 0)
        keys[known++] = (termCount - rank) * length + index
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
      gain += weight * (postings.maximumWeights[term] ?? 0)
      plan.terms[at] = term
      plan.weights[at] = partsOf(weight)
      plan.lengths[at] = Math.sqrt(squares)
      plan.gains[at] = gain
    }
    return plan
  }

  /** The most that a title can gain by the terms from place `at` of the plan on. */
  #mostLeft(plan: ReadingPlan, at: number): number {
    const most = (plan.lengths[at] ?? 0) * (this.#postings.maximumCommonLengths[this.#level(plan, at)] ?? 0)
    return Math.min(most, plan.gains[at] ?? 0)
  }

  #level({ terms }: ReadingPlan, at: number): number {
    const term = terms[at]
    const { offsets } = this.#postings
    return term === undefined ? 0 : frequencyLevel((offsets[term + 1] ?? 0) - (offsets[term] ?? 0))
  }

  /** A similarity that k other titles have at least, by what was read so far; 0 if fewer were met. */
  #floorOf(titles: Uint32Array): number {
    // One more than k, since the title itself may be among them.
    const wanted = this.#lists.memory.limit + 1
    return floorOf(this.#partial, titles, this.#histogram, wanted) / SIMILARITY_PARTS
  }

  /** The titles that the first terms of the plan have met, each once. */
  #met(plan: ReadingPlan, read: number): Uint32Array {
    const { offsets, entries } = this.#postings
    let count = 0
    for (let at = 0; at < read; at += 1) {
      const term = plan.terms[at] ?? 0
      // A title that is in the list already is marked by its sign.
      count = takeMet(this.#partial, entries, offsets[term] ?? 0, offsets[term + 1] ?? 0, this.#found, count)
    }
    const met = this.#found.subarray(0, count)
    for (const other of met) this.#partial[other] = -(this.#partial[other] ?? 0)
    return met
  }

  /** Measures every title met that may be near enough, given what the terms from place `at` of the plan on can still add. */
  #measure(row: number, plan: ReadingPlan, at: number, mark: number): void {
    const { firstRow, rowCount, commonLengths, ranks } = this.#postings
    const lists = this.#lists
    const level = this.#level(plan, at)
    const left = plan.lengths[at] ?? 0
    const gain = plan.gains[at] ?? 0
    const lastRank = at < plan.terms.length ? (ranks[plan.terms[at] ?? 0] ?? 0) : -1
    const least = (mark - this.#mostLeft(plan, at) - ROUNDING) * SIMILARITY_PARTS
    const count = findAtLeast(this.#partial, Math.max(1, Math.floor(least)), this.#found)
    const found = this.#found.subarray(0, count)
    let floor = Math.max(mark, this.#floorOf(found)) - ROUNDING
    for (const other of found) {
      const added = Math.min(gain, left * (commonLengths[level * rowCount + other] ?? 0))
      if ((this.#partial[other] ?? 0) / SIMILARITY_PARTS + added < floor || firstRow + other === row) continue
      const similarity = this.#similarityWith(other, lastRank) / SIMILARITY_PARTS
      if (similarity < floor) continue
      lists.offer(row, firstRow + other, titleDistance(Math.min(1, similarity)))
      const worst = lists.worst(row)
      // Full of equal titles: those that follow have higher numbers and come after them.
      if (worst === 0) break
      if (1 - worst - ROUNDING > floor) floor = 1 - worst - ROUNDING
    }
  }

  /** What was read and what was not, in parts: the same number wherever reading stopped. */
  #similarityWith(other: number, lastRank: number): number {
    const { rowOffsets, rowEntries } = this.#postings
    const [from, to] = [rowOffsets[other] ?? 0, rowOffsets[other + 1] ?? 0]
    return (this.#partial[other] ?? 0) + sumUpToRank(rowEntries, from, to, this.#left, lastRank)
  }
}

/* The inner loops stand alone, so that each is compiled on its own. */

function accumulate(
  partial: Int32Array,
  entries: Int32Array,
  from: number,
  to: number,
  weight: number,
): void {
  for (let place = from; place < to; place += 1) {
    const entry = entries[place] ?? 0
    const other = entry >>> 16
    partial[other] = (partial[other] ?? 0) + Math.imul(weight, entry & 0xffff)
  }
}

function sumUpToRank(
  entries: Int32Array,
  from: number,
  to: number,
  weights: Int32Array,
  lastRank: number,
): number {
  let sum = 0
  for (let place = from; place < to; place += 1) {
    const entry = entries[place] ?? 0
    const rank = entry >>> 16
    if (rank > lastRank) break
    sum += Math.imul(weights[rank] ?? 0, entry & 0xffff)
  }
  return sum
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
  entries: Int32Array,
  from: number,
  to: number,
  found: Uint32Array,
  count: number,
): number {
  let next = count
  for (let place = from; place < to; place += 1) {
    const other = (entries[place] ?? 0) >>> 16
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
