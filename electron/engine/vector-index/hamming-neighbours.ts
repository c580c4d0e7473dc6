import { collapseHashes, type DistinctHashes } from './distinct-hashes.ts'
import { NearestLists } from './nearest-lists.ts'
import type { Neighbours } from './neighbours.ts'
import { Pace, type WorkOptions } from './pace.ts'
import { popcount32, popcount64 } from './popcount.ts'

const PARTS = 4
/**
 * Leading bits of each 16-bit part that hashes are sorted by. Two parts that differ by a bits differ by at most a in
 * these, so nothing is missed; with a few fewer than 16, buckets are fuller and fewer of them are visited.
 */
const KEY_BITS = 14
const KEY_VALUES = 2 ** KEY_BITS
/** Comparisons between two looks at the clock: about a millisecond. */
const COMPARISONS_PER_LOOK = 500_000
/** Members of a full bucket that are compared between two looks at the clock. */
const BUCKET_SLICE = 64

/**
 * The k nearest other rows of every row among those at most `maximumDistance` bits away; within that, nothing is missed.
 *
 * Multi-index hashing (Norouzi, Punjani and Fleet, 2012): a hash is cut into four parts of 16 bits. For a distance of
 * 4a + b, at least one of the first b + 1 parts differs by at most a bits, or one of the others by at most a - 1, so only
 * hashes whose parts are that close are compared in full. Equal hashes are compared once for all of them.
 *
 * @param hashes uint8 [rows * 8], most significant byte first
 * @param maximumDistance bits, 0..64; meant for up to about 16. 100,000 hashes on one core: 8 bits 0.5 s, 12 bits 2.3 s,
 *   16 bits 7.6 s
 * @param k neighbours for a row, at least 1
 * @throws the signal's reason when cancelled; RangeError if the array is not a whole number of hashes
 */
export async function hammingNeighbours(
  hashes: Uint8Array,
  maximumDistance: number,
  k: number,
  options: WorkOptions = {},
): Promise<Neighbours> {
  if (!Number.isInteger(maximumDistance) || maximumDistance < 0 || maximumDistance > 64) {
    throw new RangeError(`Expected a distance between 0 and 64 bits but received ${maximumDistance}`)
  }
  const distinct = collapseHashes(hashes)
  const lists = new NearestLists(distinct.count, k)
  const radii = partRadii(maximumDistance)
  const pace = new Pace(PARTS * KEY_VALUES, options)
  for (let part = 0; part < PARTS; part += 1) {
    if ((radii[part] ?? 0) >= 0) await comparePart(distinct, part, radii, maximumDistance, lists, pace)
  }
  pace.finish()
  return expandToRows(distinct, lists.toNeighbours(), hashes.length / 8, k)
}

/** Differing bits to look for in each part; -1: the part need not be looked at. */
function partRadii(maximumDistance: number): number[] {
  const radius = Math.floor(maximumDistance / PARTS)
  const wider = (maximumDistance % PARTS) + 1
  return Array.from({ length: PARTS }, (_, part) => (part < wider ? radius : radius - 1))
}

async function comparePart(
  distinct: DistinctHashes,
  part: number,
  radii: readonly number[],
  maximumDistance: number,
  lists: NearestLists,
  pace: Pace,
): Promise<void> {
  const { bucketStarts, members, high, low } = bucketsByPart(distinct, part)
  const masksByTopBit = masksUpTo(radii[part] ?? 0)
  let comparisons = 0
  const compare = (start: number, end: number, otherStart: number, otherEnd: number): void => {
    comparisons += (end - start) * (otherEnd - otherStart)
    for (let i = start; i < end; i += 1) {
      const highA = high[i] ?? 0
      const lowA = low[i] ?? 0
      for (let j = Math.max(otherStart, i + 1); j < otherEnd; j += 1) {
        const highBits = highA ^ (high[j] ?? 0)
        const lowBits = lowA ^ (low[j] ?? 0)
        const distance = popcount64(highBits, lowBits)
        if (distance > maximumDistance || wasFoundBefore(highBits, lowBits, part, radii)) continue
        lists.offer(members[i] ?? 0, members[j] ?? 0, distance)
        lists.offer(members[j] ?? 0, members[i] ?? 0, distance)
      }
    }
  }
  for (let key = 0; key < KEY_VALUES; key += 1) {
    const end = bucketStarts[key + 1] ?? 0
    for (let start = bucketStarts[key] ?? 0; start < end; start += BUCKET_SLICE) {
      const sliceEnd = Math.min(start + BUCKET_SLICE, end)
      compare(start, sliceEnd, start, end)
      for (let bit = 0; bit < KEY_BITS; bit += 1) {
        // A mask whose top bit is clear in the key leads to a greater key: each two buckets meet once.
        if ((key >>> bit) % 2 === 1) continue
        for (const mask of masksByTopBit[bit] ?? []) {
          compare(start, sliceEnd, bucketStarts[key ^ mask] ?? 0, bucketStarts[(key ^ mask) + 1] ?? 0)
        }
      }
      if (comparisons >= COMPARISONS_PER_LOOK) {
        comparisons = 0
        if (pace.due()) await pace.rest(part * KEY_VALUES + key)
      }
    }
  }
}

/** Whether an earlier part brought the same pair together. */
function wasFoundBefore(highBits: number, lowBits: number, part: number, radii: readonly number[]): boolean {
  for (let earlier = 0; earlier < part; earlier += 1) {
    if (popcount32(keyOf(highBits, lowBits, earlier)) <= (radii[earlier] ?? 0)) return true
  }
  return false
}

function keyOf(high: number, low: number, part: number): number {
  const half = part < 2 ? high : low
  return (part % 2 === 0 ? half >>> 16 : half & 0xffff) >>> (16 - KEY_BITS)
}

/** The hashes sorted by the key of one part, with copies of their halves in that order for the inner loop. */
function bucketsByPart(distinct: DistinctHashes, part: number) {
  const bucketStarts = new Uint32Array(KEY_VALUES + 1)
  for (let index = 0; index < distinct.count; index += 1) {
    bucketStarts[keyOf(distinct.high[index] ?? 0, distinct.low[index] ?? 0, part) + 1] =
      (bucketStarts[keyOf(distinct.high[index] ?? 0, distinct.low[index] ?? 0, part) + 1] ?? 0) + 1
  }
  for (let value = 0; value < KEY_VALUES; value += 1)
    bucketStarts[value + 1] = (bucketStarts[value + 1] ?? 0) + (bucketStarts[value] ?? 0)
  const next = bucketStarts.slice()
  const members = new Uint32Array(distinct.count)
  const high = new Int32Array(distinct.count)
  const low = new Int32Array(distinct.count)
  for (let index = 0; index < distinct.count; index += 1) {
    const key = keyOf(distinct.high[index] ?? 0, distinct.low[index] ?? 0, part)
    const place = next[key] ?? 0
    next[key] = place + 1
    members[place] = index
    high[place] = distinct.high[index] ?? 0
    low[place] = distinct.low[index] ?? 0
  }
  return { bucketStarts, members, high, low }
}

/** Every key with 1 to `radius` bits set, by its topmost one. */
function masksUpTo(radius: number): Uint32Array[] {
  return Array.from({ length: KEY_BITS }, (_, bit) =>
    Uint32Array.from({ length: 2 ** bit }, (_unused, lower) => 2 ** bit + lower).filter(
      (mask) => popcount32(mask) <= radius,
    ),
  )
}

/**
 * From neighbours between distinct hashes to neighbours between rows. Hashes are numbered by their first row, so the k
 * nearest hashes, ties by that number, hold the k nearest rows, ties by row.
 */
function expandToRows(
  distinct: DistinctHashes,
  neighbours: Neighbours,
  rowCount: number,
  k: number,
): Neighbours {
  const lists = new NearestLists(rowCount, k)
  for (let row = 0; row < rowCount; row += 1) {
    const hash = distinct.hashOfRow[row] ?? 0
    offerRows(distinct, hash, row, 0, k, lists)
    for (let place = neighbours.offsets[hash] ?? 0; place < (neighbours.offsets[hash + 1] ?? 0); place += 1) {
      offerRows(distinct, neighbours.rows[place] ?? 0, row, neighbours.distances[place] ?? 0, k, lists)
    }
  }
  return lists.toNeighbours()
}

function offerRows(
  distinct: DistinctHashes,
  hash: number,
  row: number,
  distance: number,
  k: number,
  lists: NearestLists,
): void {
  const start = distinct.rowOffsets[hash] ?? 0
  // Rows of a hash ascend: of thousands with the same one, only the first k (and the row itself) can get in.
  const end = Math.min(distinct.rowOffsets[hash + 1] ?? 0, start + k + 1)
  for (let place = start; place < end; place += 1) {
    const other = distinct.rows[place] ?? 0
    if (other !== row) lists.offer(row, other, distance)
  }
}
