import type { CopyFigures } from '../../../contract/copies.ts'
import { shareOf } from '../share-of.ts'

/** Of the pairs up to a distance, so many must be a copy and its original. */
const PRECISION = 0.999
/** Wrong pairs that are kept; at this precision as many decide over so many copies times 1,000. */
const MOST_WRONG = 512

/** Counts how well copies find their originals, without keeping more than a few distances of each. */
export class CopyTally {
  /** Distance of each copy to its original. */
  readonly #own: number[] = []
  #found = 0
  /** The smallest distances of copies to other pictures, ascending. */
  #wrong: number[] = []

  /**
   * @param distances from the copy to every picture
   * @param original the place of its original among them
   * @param leftOut places of pictures that show the same anyway, so that finding them is neither right nor wrong
   */
  add(
    distances: Float32Array | Float64Array,
    original: number,
    leftOut: ReadonlySet<number> = new Set(),
  ): void {
    const own = distances[original] ?? Number.NaN
    if (Number.isNaN(own))
      throw new RangeError(`Expected a distance to picture ${original} but there is none`)
    let nearer = 0
    let equal = 0
    let limit = this.#limit()
    for (let place = 0; place < distances.length; place += 1) {
      const distance = distances[place] ?? Number.NaN
      if (place === original || leftOut.has(place)) continue
      if (distance < own) nearer += 1
      else if (distance === own) equal += 1
      if (distance < limit) {
        this.#keepWrong(distance)
        limit = this.#limit()
      }
    }
    this.#own.push(own)
    // Where several are equally near, the original comes first by chance.
    if (nearer === 0) this.#found += 1 / (equal + 1)
  }

  /** All copies of several tallies, judged by one distance. */
  static figuresOf(tallies: readonly CopyTally[]): CopyFigures {
    return figuresOf(tallies)
  }

  get own(): readonly number[] {
    return this.#own
  }

  get found(): number {
    return this.#found
  }

  get wrong(): readonly number[] {
    return this.#wrong
  }

  #limit(): number {
    return this.#wrong.length < MOST_WRONG ? Number.POSITIVE_INFINITY : (this.#wrong.at(-1) ?? 0)
  }

  #keepWrong(distance: number): void {
    let [from, to] = [0, this.#wrong.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((this.#wrong[middle] ?? 0) <= distance) from = middle + 1
      else to = middle
    }
    this.#wrong.splice(from, 0, distance)
    if (this.#wrong.length > MOST_WRONG) this.#wrong.pop()
  }
}

function figuresOf(tallies: readonly CopyTally[]): CopyFigures {
  const own = Float64Array.from(tallies.flatMap((tally) => tally.own)).sort()
  const wrong = Float64Array.from(tallies.flatMap((tally) => tally.wrong)).sort()
  const found = tallies.reduce((sum, tally) => sum + tally.found, 0)
  let right = 0
  let distance: number | null = null
  let wrongUpTo = 0
  for (let n = 0; n < own.length; n += 1) {
    const at = own[n] ?? 0
    // Pairs of one distance are called together.
    if (own[n + 1] === at) continue
    while (wrongUpTo < wrong.length && (wrong[wrongUpTo] ?? 0) <= at) wrongUpTo += 1
    if ((n + 1) / (n + 1 + wrongUpTo) >= PRECISION) {
      right = n + 1
      distance = at
    }
  }
  return {
    copies: own.length,
    recallAt1: shareOf(found, own.length),
    recallAtPrecision: shareOf(right, own.length),
    distance,
  }
}
