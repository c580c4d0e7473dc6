import type { FoundItem, PictureBox } from './found-item.ts'
import { wholePixels } from './whole-pixels.ts'

/** How many of the scores, over all queries and classes, are looked at, as in transformers. */
const TOP = 100

/** What a detector's graph gave for one picture. */
export interface DetectorOutput {
  /** float32 [queries, classes], row-major. */
  readonly logits: Float32Array
  /** float32 [queries, 4], row-major: centre x, centre y, width and height, as parts of the picture. */
  readonly boxes: Float32Array
}

export interface DetectionRule {
  /** By class number; null where a number means nothing, and what is found there is left out. */
  readonly labels: readonly (string | null)[]
  /** A score must be above it; 0..1. */
  readonly threshold: number
}

interface Size {
  readonly width: number
  readonly height: number
}

interface Candidate {
  readonly query: number
  readonly label: number
  readonly score: number
}

/**
 * The items of a picture: the 100 highest of all scores (a query may be of several classes), of these the ones above
 * the threshold, each box cut to the picture. Left out are boxes of no whole pixel and all that is not a number, so that
 * every item can be cut out.
 * @returns highest score first; of equal scores the lower query, then the lower class, first
 * @throws RangeError if the output's lengths do not fit together
 * @see post_process_object_detection of transformers' ConditionalDetrImageProcessor, whose float32 steps are taken
 */
export function decodeDetections(
  output: DetectorOutput,
  { labels, threshold }: DetectionRule,
  picture: Size,
): readonly FoundItem[] {
  const queries = countQueries(output, labels.length)
  const candidates: Candidate[] = []
  for (let query = 0; query < queries; query++) {
    for (let label = 0; label < labels.length; label++) {
      const score = sigmoid(output.logits[query * labels.length + label] ?? Number.NaN)
      if (!Number.isNaN(score)) candidates.push({ query, label, score })
    }
  }
  // The sort is stable: equal scores stay in the order of their places.
  candidates.sort((a, b) => b.score - a.score)
  const found: FoundItem[] = []
  for (const { query, label, score } of candidates.slice(0, TOP)) {
    const name = labels[label]
    if (name === undefined || name === null || score <= Math.fround(threshold)) continue
    const box = boxInPicture(output.boxes.subarray(query * 4, query * 4 + 4), picture)
    if (box !== null) found.push({ label: name, score, box })
  }
  return found
}

function countQueries({ logits, boxes }: DetectorOutput, classes: number): number {
  const queries = boxes.length / 4
  if (logits.length !== queries * classes) {
    throw new RangeError(
      `Expected a logit for each of ${classes} classes and four numbers a box but received ${logits.length} logits and ${boxes.length} numbers of boxes`,
    )
  }
  return queries
}

function sigmoid(logit: number): number {
  return Math.fround(1 / (1 + Math.exp(-logit)))
}

function boxInPicture(
  [centreX = Number.NaN, centreY = Number.NaN, width = Number.NaN, height = Number.NaN]: Float32Array,
  picture: Size,
): PictureBox | null {
  const [left, right] = edges(centreX, width, picture.width)
  const [top, bottom] = edges(centreY, height, picture.height)
  const box = { x: left, y: top, width: right - left, height: bottom - top }
  return wholePixels(box, picture) === null ? null : box
}

/** Where a box begins and ends along one axis of the picture. @param centre, extent as parts of `size` */
function edges(centre: number, extent: number, size: number): readonly [number, number] {
  const inside = (part: number): number => Math.min(size, Math.max(0, Math.fround(Math.fround(part) * size)))
  return [inside(centre - extent / 2), inside(centre + extent / 2)]
}
