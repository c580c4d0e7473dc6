import type { Repositories } from '../catalogue/repositories.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import type { Scorer } from '../match/scorer/scorer.ts'
import { sharedCategory } from '../match/evidence/shared-category.ts'
import { parseStoredEvidence } from '../match/evidence/stored-evidence.ts'
import type { SimulatedPair, SimulationInput } from './simulate-curator.ts'

/** Pairs of a larger catalogue would not fit into memory three times over. */
const MOST_PAIRS = 200_000

/**
 * A run's pairs with their truth. Of a large catalogue, every n-th known group takes part with all of its items.
 * @returns null where fewer than two items have a known group
 */
export function loadSimulation(
  repositories: Repositories,
  run: MatchRun,
  scorer: Scorer,
): SimulationInput | null {
  const labelled = repositories.items.findMatchable().filter(({ labelGroup }) => labelGroup !== null)
  const labels = [...new Set(labelled.map(({ labelGroup }) => labelGroup))]
  const step = Math.max(1, Math.ceil(repositories.pairs.count(run.id) / MOST_PAIRS))
  const chosen = new Set(labels.filter((_, place) => place % step === 0))
  const items = new Map(
    labelled
      .filter(({ labelGroup }) => chosen.has(labelGroup))
      .map(({ id, labelGroup, category }) => [id, { label: labelGroup ?? '', category }]),
  )
  if (items.size < 2) return null
  const pairs: SimulatedPair[] = []
  for (const { itemA, itemB, evidence } of repositories.pairs.iterate(run.id)) {
    const [a, b] = [items.get(itemA), items.get(itemB)]
    if (a === undefined || b === undefined) continue
    pairs.push({
      itemA,
      itemB,
      measures: parseStoredEvidence(evidence),
      same: a.label === b.label,
      category: sharedCategory(a.category, b.category),
    })
  }
  return { items, pairs, threshold: run.threshold, scorer }
}
