import { placeOfHighest, rowF1AtEach } from './best-threshold.ts'
import type { EvaluatedChannel } from './evaluated-channel.ts'
import { takeFromLists, type ItemMatches } from './matches.ts'
import type { Truth } from './truth.ts'

/** Fewer items of known products than this say too little of a category to set a threshold of its own. */
const LEAST_ITEMS = 30

export interface CategoryMatches {
  readonly matches: ItemMatches
  /** Lowest and highest strength that was chosen. */
  readonly chosen: readonly [lowest: number, highest: number]
}

/**
 * Matches by a threshold for each category: the best for the mean F1 by item on one half of the products, used on the
 * other half and the other way round, so that no item is judged by a threshold that knew its product.
 * @param categories of every item; null for none
 * @param candidates strengths to choose from, at least one
 */
export function matchesByCategory(
  truth: Truth,
  { lists }: EvaluatedChannel,
  categories: readonly (string | null)[],
  candidates: readonly number[],
): CategoryMatches {
  const strictestFirst = candidates.toSorted((one, other) => other - one)
  const sums = new Map<string, { items: number; f1: Float64Array }>()
  const add = (key: string, f1: Float64Array): void => {
    const sum = sums.get(key) ?? { items: 0, f1: new Float64Array(strictestFirst.length) }
    sums.set(key, sum)
    sum.items += 1
    f1.forEach((value, n) => (sum.f1[n] = (sum.f1[n] ?? 0) + value))
  }
  const halfOf = (item: number): number => Math.max(0, truth.labelOf[item] ?? 0) % 2
  truth.labelOf.forEach((label, item) => {
    if (label < 0) return
    const f1 = rowF1AtEach(truth, lists, item, strictestFirst)
    add(`${halfOf(item)}`, f1)
    add(`${halfOf(item)} ${categories[item] ?? ''}`, f1)
  })
  const bestOf = new Map(
    [...sums].map(([key, sum]) => [key, { items: sum.items, best: placeOfHighest(sum.f1) }]),
  )
  const minimumOf = (item: number): number => {
    const otherHalf = 1 - halfOf(item)
    const own = bestOf.get(`${otherHalf} ${categories[item] ?? ''}`)
    const chosen = own !== undefined && own.items >= LEAST_ITEMS ? own : bestOf.get(`${otherHalf}`)
    return strictestFirst[chosen?.best ?? 0] ?? Number.POSITIVE_INFINITY
  }
  const minimums = Float64Array.from(truth.labelOf, (_, item) => minimumOf(item))
  return {
    matches: takeFromLists(lists, (item, place) => (lists.strengths[place] ?? 0) >= (minimums[item] ?? 0)),
    chosen: [
      minimums.reduce((lowest, value) => Math.min(lowest, value), Number.POSITIVE_INFINITY),
      minimums.reduce((highest, value) => Math.max(highest, value), Number.NEGATIVE_INFINITY),
    ],
  }
}
