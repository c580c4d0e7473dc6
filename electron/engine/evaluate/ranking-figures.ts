import type { RankedLists } from './ranked-lists.ts'
import { shareOf } from './share-of.ts'
import type { Truth } from './truth.ts'

/**
 * Average precision of one ranking: AP@n = 1/GTP * sum over k <= n of P@k * rel@k.
 * @param isRelevant of each rank, best first
 * @param relevantCount GTP: all there are, found or not; above 0
 */
export function averagePrecisionAt(isRelevant: readonly boolean[], relevantCount: number, n: number): number {
  let found = 0
  let sum = 0
  for (let rank = 0; rank < Math.min(n, isRelevant.length); rank += 1) {
    if (isRelevant[rank] !== true) continue
    found += 1
    sum += found / (rank + 1)
  }
  return sum / relevantCount
}

/** Share of all relevant ones that are among the first k. */
function recallAt(isRelevant: readonly boolean[], relevantCount: number, k: number): number {
  return isRelevant.slice(0, k).filter(Boolean).length / relevantCount
}

interface RankingFigures {
  readonly recallAt: { k: number; value: number | null }[]
  readonly meanAveragePrecisionAt: { k: number; value: number | null }[]
}

/** Both figures, averaged over the items that have a true match; items of unknown products take no rank. */
export function rankingFigures(
  { labelOf, labelSizes }: Truth,
  { offsets, others }: RankedLists,
  ks: readonly number[],
): RankingFigures {
  const recalls = ks.map(() => 0)
  const precisions = ks.map(() => 0)
  let items = 0
  labelOf.forEach((label, item) => {
    const relevantCount = (labelSizes[label] ?? 0) - 1
    if (label < 0 || relevantCount < 1) return
    items += 1
    const isRelevant: boolean[] = []
    for (const other of others.subarray(offsets[item], offsets[item + 1])) {
      const otherLabel = labelOf[other] ?? -1
      if (otherLabel >= 0) isRelevant.push(otherLabel === label)
    }
    ks.forEach((k, n) => {
      recalls[n] = (recalls[n] ?? 0) + recallAt(isRelevant, relevantCount, k)
      precisions[n] = (precisions[n] ?? 0) + averagePrecisionAt(isRelevant, relevantCount, k)
    })
  })
  const means = (sums: readonly number[]): { k: number; value: number | null }[] =>
    ks.map((k, n) => ({ k, value: shareOf(sums[n] ?? 0, items) }))
  return { recallAt: means(recalls), meanAveragePrecisionAt: means(precisions) }
}
