import type { Neighbours } from './neighbours.ts'

/** The lists' memory, which threads may share as long as each row's list is filled by one of them at a time. */
export interface NearestListsMemory {
  readonly limit: number
  readonly counts: Uint32Array
  readonly rows: Uint32Array
  readonly distances: Float32Array
  /** Nothing farther than this gets into the row's list; Infinity until the list is full. */
  readonly worst: Float32Array
}

/**
 * The k nearest rows seen so far for each of many rows, kept sorted by distance, then by row, so that the result
 * does not depend on the order in which pairs are offered.
 */
export class NearestLists {
  readonly memory: NearestListsMemory

  /**
   * @param limit entries kept for a row, at least 1
   * @param memory shared with other threads; left out, the lists have memory of their own
   */
  constructor(
    rowCount: number,
    limit: number,
    memory: NearestListsMemory = allocate(rowCount, limit, false),
  ) {
    this.memory = memory
  }

  /** Lists in memory that can be given to other threads. */
  static shared(rowCount: number, limit: number): NearestLists {
    return new NearestLists(rowCount, limit, allocate(rowCount, limit, true))
  }

  /** Farthest distance that can still enter the list of `row`. */
  worst(row: number): number {
    return this.memory.worst[row] ?? 0
  }

  /** Offers `other` at `distance`; a NaN is refused. Each pair may be offered once only. */
  offer(row: number, other: number, distance: number): void {
    const { limit, counts, rows, distances, worst } = this.memory
    if (!(distance <= (worst[row] ?? 0))) return
    const value = Math.fround(distance)
    const start = row * limit
    const count = counts[row] ?? 0
    const full = count === limit
    let place = full ? start + count - 1 : start + count
    if (full && !isBefore(value, other, distances[place] ?? 0, rows[place] ?? 0)) return
    for (; place > start; place -= 1) {
      const before = place - 1
      if (!isBefore(value, other, distances[before] ?? 0, rows[before] ?? 0)) break
      distances[place] = distances[before] ?? 0
      rows[place] = rows[before] ?? 0
    }
    distances[place] = value
    rows[place] = other
    if (!full) counts[row] = count + 1
    if (count + 1 >= limit) worst[row] = distances[start + limit - 1] ?? 0
  }

  /** Puts what is already known into the still empty lists of the first rows. */
  fill({ offsets, rows, distances }: Neighbours): void {
    for (let row = 0; row + 1 < offsets.length; row += 1) {
      for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place += 1) {
        this.offer(row, rows[place] ?? 0, distances[place] ?? 0)
      }
    }
  }

  toNeighbours(): Neighbours {
    const { limit, counts } = this.memory
    const rowCount = counts.length
    const offsets = new Uint32Array(rowCount + 1)
    for (let row = 0; row < rowCount; row += 1) offsets[row + 1] = (offsets[row] ?? 0) + (counts[row] ?? 0)
    const total = offsets[rowCount] ?? 0
    const rows = new Uint32Array(total)
    const distances = new Float32Array(total)
    for (let row = 0; row < rowCount; row += 1) {
      const start = row * limit
      const end = start + (counts[row] ?? 0)
      rows.set(this.memory.rows.subarray(start, end), offsets[row])
      distances.set(this.memory.distances.subarray(start, end), offsets[row])
    }
    return { offsets, rows, distances }
  }
}

function allocate(rowCount: number, limit: number, shared: boolean): NearestListsMemory {
  const bytes = (count: number): ArrayBuffer | SharedArrayBuffer =>
    shared ? new SharedArrayBuffer(count * 4) : new ArrayBuffer(count * 4)
  return {
    limit,
    counts: new Uint32Array(bytes(rowCount)),
    rows: new Uint32Array(bytes(rowCount * limit)),
    distances: new Float32Array(bytes(rowCount * limit)),
    worst: new Float32Array(bytes(rowCount)).fill(Infinity),
  }
}

function isBefore(distance: number, row: number, otherDistance: number, otherRow: number): boolean {
  return distance < otherDistance || (distance === otherDistance && row < otherRow)
}
