import type { EvaluatedChannel } from './evaluated-channel.ts'
import { NAMED_LIMIT } from './item-figures.ts'
import type { Truth } from './truth.ts'

/**
 * F1 of what an item names at each of some strengths, itself included, at most 50.
 * @param strictestFirst strengths, descending
 */
export function rowF1AtEach(
  { labelOf, labelSizes }: Truth,
  { offsets, others, strengths }: EvaluatedChannel['lists'],
  item: number,
  strictestFirst: readonly number[],
): Float64Array {
  const label = labelOf[item] ?? 0
  const size = labelSizes[label] ?? 0
  let place = offsets[item] ?? 0
  let named = 1
  let right = 1
  return Float64Array.from(strictestFirst, (minimum) => {
    for (; place < (offsets[item + 1] ?? 0) && (strengths[place] ?? 0) >= minimum; place += 1) {
      const other = labelOf[others[place] ?? 0] ?? -1
      if (other < 0 || named === NAMED_LIMIT) continue
      named += 1
      if (other === label) right += 1
    }
    return (2 * right) / (named + size)
  })
}

/**
 * Of some thresholds the one at which a channel's pairs, as they are, have the highest mean F1 by row, the strictest of
 * equals: as the contest's baseline chose its own. It is chosen on the very products that it is judged by.
 * @param thresholds at least one
 */
export function bestThreshold(
  truth: Truth,
  { lists, strengthOf }: EvaluatedChannel,
  thresholds: readonly number[],
): number {
  const strictestFirst = thresholds
    .map((threshold) => ({ threshold, strength: strengthOf(threshold) }))
    .toSorted((one, other) => other.strength - one.strength)
  const strengths = strictestFirst.map(({ strength }) => strength)
  const sums = new Float64Array(strengths.length)
  truth.labelOf.forEach((label, item) => {
    if (label >= 0)
      rowF1AtEach(truth, lists, item, strengths).forEach((f1, n) => (sums[n] = (sums[n] ?? 0) + f1))
  })
  return strictestFirst[placeOfHighest(sums)]?.threshold ?? 0
}

/** The first of equals. */
export function placeOfHighest(values: Float64Array): number {
  return values.reduce((at, value, n) => (value > (values[at] ?? 0) ? n : at), 0)
}
