import { unrelatedDistance } from '../../electron/engine/match/scorer/distance-scale.ts'
import { NO_MEASURES, type PairMeasures } from '../../electron/engine/match/evidence/measure-pair.ts'
import { scorePair, type Scorer } from '../../electron/engine/match/scorer/scorer.ts'
import { usableRows } from '../../electron/engine/vector-index/usable-rows.ts'

type ImageMarks = Scorer['imageMarks']

/** Two pictures that nothing but the encoder finds alike: other files, and half of the hash's bits differ. */
const PICTURES_ALONE: PairMeasures = { ...NO_MEASURES, bytes: 1, phash: 32 }
const BISECTIONS = 30

/**
 * What the distances of the scorer's encoder are worth: where two pictures alone are as likely the same as not, and
 * where the unrelated lie.
 * @param vectors float32 [photos * dimension] of photos that mostly show different things
 */
export function imageMarks(
  scorer: Parameters<typeof scorePair>[1],
  modelId: string,
  vectors: Float32Array,
  dimension: number,
): ImageMarks {
  const unrelated = unrelatedDistance(vectors, dimension, Array.from(usableRows(vectors, dimension)))
  if (unrelated === null) throw new Error('Expected at least 40 photos to learn from how far apart they lie')
  const scoreAt = (image: number): number =>
    scorePair({ ...PICTURES_ALONE, image, scaledImage: image }, scorer).score
  let [near, far] = [0, unrelated]
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (near + far) / 2
    if (scoreAt(middle) > 0.5) near = middle
    else far = middle
  }
  return { modelId, sameUpTo: rounded(near), unrelated: rounded(unrelated) }
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
