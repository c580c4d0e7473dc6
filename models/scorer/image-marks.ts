import { unrelatedDistance } from '../../electron/engine/match/scorer/distance-scale.ts'
import type { Scorer } from '../../electron/engine/match/scorer/scorer.ts'
import type { ManifestOf } from '../../electron/engine/models/manifest.ts'
import { usableRows } from '../../electron/engine/vector-index/usable-rows.ts'

/**
 * What the distances of the scorer's encoder are worth: up to where two pictures are copies, up to where they are as likely
 * the same as not, as its manifest says, and where the unrelated lie.
 * @param vectors float32 [photos * dimension] of photos that mostly show different things
 */
export function imageMarks(
  { name, embedding: { sameUpTo, copyUpTo } }: ManifestOf<'embed-pictures'>,
  vectors: Float32Array,
  dimension: number,
): Scorer['imageMarks'] {
  if (sameUpTo === null || copyUpTo === undefined) {
    throw new Error(
      `Expected the manifest of ${name} to say sameUpTo and copyUpTo but it says ${sameUpTo} and ${copyUpTo}`,
    )
  }
  const unrelated = unrelatedDistance(vectors, dimension, Array.from(usableRows(vectors, dimension)))
  if (unrelated === null) throw new Error('Expected at least 40 photos to learn from how far apart they lie')
  return { sameUpTo, unrelated: Math.round(unrelated * 1e4) / 1e4, copyUpTo }
}
