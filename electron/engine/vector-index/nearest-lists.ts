import type { Neighbours } from './neighbours.ts'

/**
 * The k nearest rows seen so far for each of many rows, kept sorted by distance, then by row, so that the result
 * does not depend on the order in which pairs are offered.
 */
export class NearestLists {
  readonly #limit: number
  readonly #counts: Uint32Array
  readonly #rows: Uint32Array
  readonly #distances: Float32Array
  /** Nothing farther than this gets into the row's list; Infinity until the list is full. */
  readonly #worst: Float32Array

  /** @param limit entries kept for a row, at least 1 */
  constructor(rowCount: number, limit: number) {
    this.#limit = limit
    this.#counts = new Uint32Array(rowCount)
    this.#rows = new Uint32Array(rowCount * limit)
    this.#distances = new Float32Array(rowCount * limit)
    this.#worst = new Float32Array(rowCount).fill(Infinity)
  }

  /** Farthest distance that can still enter the list of `row`. */
  worst(row: number): number {
    return this.#worst[row] ?? 0
  }

  /** Offers `other` at `distance`; a NaN is refused. Each pair may be offered once only. */
  offer(row: number, other: number, distance: number): void {
    if (!(distance <= (this.#worst[row] ?? 0))) return
    const value = Math.fround(distance)
    const start = row * this.#limit
    const count = this.#counts[row] ?? 0
    const full = count === this.#limit
    let place = full ? start + count - 1 : start + count
    if (full && !isBefore(value, other, this.#distances[place] ?? 0, this.#rows[place] ?? 0)) return
    for (; place > start; place -= 1) {
      const before = place - 1
      if (!isBefore(value, other, this.#distances[before] ?? 0, this.#rows[before] ?? 0)) break
      this.#distances[place] = this.#distances[before] ?? 0
      this.#rows[place] = this.#rows[before] ?? 0
    }
    this.#distances[place] = value
    this.#rows[place] = other
    if (!full) this.#counts[row] = count + 1
    if (count + 1 >= this.#limit) this.#worst[row] = this.#distances[start + this.#limit - 1] ?? 0
  }

  toNeighbours(): Neighbours {
    const rowCount = this.#counts.length
    const offsets = new Uint32Array(rowCount + 1)
    for (let row = 0; row < rowCount; row += 1)
      offsets[row + 1] = (offsets[row] ?? 0) + (this.#counts[row] ?? 0)
    const total = offsets[rowCount] ?? 0
    const rows = new Uint32Array(total)
    const distances = new Float32Array(total)
    for (let row = 0; row < rowCount; row += 1) {
      const start = row * this.#limit
      const end = start + (this.#counts[row] ?? 0)
      rows.set(this.#rows.subarray(start, end), offsets[row])
      distances.set(this.#distances.subarray(start, end), offsets[row])
    }
    return { offsets, rows, distances }
  }
}

function isBefore(distance: number, row: number, otherDistance: number, otherRow: number): boolean {
  return distance < otherDistance || (distance === otherDistance && row < otherRow)
}
