import type { NearestLists } from '../vector-index/nearest-lists.ts'

/** Below this two unit vectors are taken to be equal: single precision does not tell them apart. */
const EQUAL_DISTANCE = 1e-6

/**
 * Offers the distances of two tiles' rows to each other's lists; of a tile with itself, each pair once.
 * @param dots float32 [rows of a * rowsB]
 * @param firstA,firstB row of each tile's first
 */
export function offerTile(
  lists: NearestLists,
  dots: Float32Array,
  firstA: number,
  firstB: number,
  rowsB: number,
): void {
  const marksB = Float32Array.from({ length: rowsB }, (_, j) => leastDot(lists, firstB + j))
  for (let i = 0; i * rowsB < dots.length; i += 1) {
    const a = firstA + i
    let j = firstA === firstB ? i + 1 : 0
    for (;;) {
      j = nextNear(dots, i * rowsB, j, rowsB, leastDot(lists, a), marksB)
      if (j === rowsB) break
      const dot = dots[i * rowsB + j] ?? 0
      const distance = 1 - dot < EQUAL_DISTANCE ? 0 : 1 - dot
      lists.offer(a, firstB + j, distance)
      lists.offer(firstB + j, a, distance)
      marksB[j] = leastDot(lists, firstB + j)
      j += 1
    }
  }
}

/** A little less than what a dot product needs to get into a row's list: the list itself decides. */
function leastDot(lists: NearestLists, row: number): number {
  return 1 - lists.worst(row) - 2 * EQUAL_DISTANCE
}

/** The next place from `j` on whose dot product may get into one of the two lists; `length` if there is none. */
function nextNear(
  dots: Float32Array,
  start: number,
  j: number,
  length: number,
  markA: number,
  marksB: Float32Array,
): number {
  for (let place = j; place < length; place += 1) {
    const dot = dots[start + place] ?? 0
    if (dot >= markA || dot >= (marksB[place] ?? 0)) return place
  }
  return length
}
