import { cosineDistance } from '../title-neighbours/cosine-distance.ts'

/** What an encoder's distances are worth: how far apart the same and the unrelated lie. */
export interface DistanceMarks {
  /** Up to here two pictures show the same; null where nobody says. */
  readonly sameUpTo: number | null
  /** Median distance of two pictures that have nothing to do with each other; null where it is not known. */
  readonly unrelated: number | null
}

const SAMPLED_PAIRS = 2000
/** A prime, so that the second pictures are spread, too. */
const STRIDE = 7919
/** Fewer pictures than this say too little of how far apart the unrelated lie. */
const FEWEST_PICTURES = 40

/**
 * The median distance of pictures from all over the catalogue, always the same ones: nearly all are unrelated.
 * @param rows of the vectors that are usable
 * @returns null when there are fewer than 40
 */
export function unrelatedDistance(
  vectors: Float32Array,
  dimension: number,
  rows: readonly number[],
): number | null {
  if (rows.length < FEWEST_PICTURES) return null
  const distances = Float64Array.from({ length: SAMPLED_PAIRS }, (_, n) => {
    const first = Math.floor((n / SAMPLED_PAIRS) * rows.length)
    // Never 0 steps on, and neighbours in the catalogue, which may belong together, only by chance.
    const second = (first + 1 + ((n * STRIDE) % (rows.length - 1))) % rows.length
    return cosineDistance(vectors, dimension, rows[first] ?? 0, rows[second] ?? 0)
  })
  return distances.sort()[SAMPLED_PAIRS / 2] ?? null
}

/**
 * By what another encoder's distances are multiplied so that the scorer, fitted with one encoder, can read them: the
 * distance up to which its makers call things the same falls on the scorer's own, or, where they say nothing, the
 * distance of the unrelated does.
 */
export function distanceScale(own: DistanceMarks, reference: DistanceMarks): number {
  for (const mark of ['sameUpTo', 'unrelated'] as const) {
    const [from, to] = [own[mark], reference[mark]]
    if (from !== null && to !== null && from > 0) return to / from
  }
  return 1
}
