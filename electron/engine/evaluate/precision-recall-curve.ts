import type { CurvePoint, PrecisionRecall } from '../../contract/evaluate.ts'
import { countAtLeast, type RankedPairs } from './ranked-pairs.ts'

const MAXIMUM_POINTS = 200

/**
 * Precision and recall of the pairs down to every strength. Pairs that nobody judged do not count; true pairs that are
 * not among the ranked ones are never found.
 * @param isSame the judgement of each ranked pair, by its place; null for none
 * @param truePairs all there are
 * @param thresholdOf the strength as a person sets it
 * @param operating the strength in use; null for none
 */
export function precisionRecallCurve(
  { strength }: Pick<RankedPairs, 'strength'>,
  isSame: (place: number) => boolean | null,
  truePairs: number,
  thresholdOf: (strength: number) => number,
  operating: number | null,
): PrecisionRecall {
  const points: CurvePoint[] = []
  let found = 0
  let correct = 0
  let area = 0
  let operatingPoint: CurvePoint | null = null
  const operatingCount = operating === null ? 0 : countAtLeast({ strength }, operating)
  const pointAt = (value: number): CurvePoint | null =>
    found === 0 || truePairs === 0
      ? null
      : { threshold: thresholdOf(value), precision: correct / found, recall: correct / truePairs }
  for (let place = 0; place < strength.length; place += 1) {
    const same = isSame(place)
    if (same !== null) found += 1
    if (same === true) correct += 1
    const isLastOfTies = strength[place] !== strength[place + 1]
    if (isLastOfTies) {
      const point = pointAt(strength[place] ?? 0)
      const before = points.at(-1)
      if (point !== null) area += (point.recall - (before?.recall ?? 0)) * point.precision
      if (point !== null) points.push(point)
    }
    if (operating !== null && place + 1 === operatingCount) operatingPoint = pointAt(operating)
  }
  return {
    points: thinned(points),
    // Rounding may push a sum of steps a little past 1.
    averagePrecision: truePairs === 0 ? null : Math.min(1, area),
    operatingPoint,
  }
}

/** At most 200 points, evenly spread over the curve's steps, its ends among them. */
function thinned(points: readonly CurvePoint[]): CurvePoint[] {
  if (points.length <= MAXIMUM_POINTS) return [...points]
  const last = points.length - 1
  const places = Array.from({ length: MAXIMUM_POINTS }, (_, n) =>
    Math.round((n * last) / (MAXIMUM_POINTS - 1)),
  )
  return places.flatMap((place) => points[place] ?? [])
}
