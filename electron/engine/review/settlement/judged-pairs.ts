import type { Repositories } from '../../catalogue/repositories.ts'
import type { JudgedPair } from '../../match/scorer/refit-scorer.ts'
import { sharedCategory } from '../../match/evidence/shared-category.ts'
import { parseStoredEvidence } from '../../match/evidence/stored-evidence.ts'
import { verdictWeights } from '../../match/scorer/verdict-weights.ts'
import type { Settlement } from './settle.ts'

/** The verdicts that hold, with what the current run measured of their pairs; a pair that it did not keep is left out. */
export function judgedPairs(
  repositories: Repositories,
  runId: number,
  { accepted }: Pick<Settlement, 'accepted'>,
): JudgedPair[] {
  const items = [...new Set(accepted.flatMap(({ itemA, itemB }) => [itemA, itemB]))]
  const categories = repositories.items.findCategories(items)
  const judged = accepted.flatMap(({ itemA, itemB, together }) => {
    const pair = repositories.pairs.find(runId, itemA, itemB)
    return pair === null ? [] : { pair, same: together }
  })
  const weights = verdictWeights(
    repositories.pairs.iterate(runId),
    judged.map(({ pair }) => pair),
  )
  return judged.map(({ pair: { itemA, itemB, evidence }, same }, place) => ({
    measures: parseStoredEvidence(evidence),
    same,
    category: sharedCategory(categories.get(itemA), categories.get(itemB)),
    weight: weights[place] ?? 0,
  }))
}
