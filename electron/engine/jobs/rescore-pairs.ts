import type { StoredPair } from '../catalogue/pair-repository.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import { sharedCategory } from '../match/evidence/shared-category.ts'
import { scorePair, type Scorer } from '../match/scorer/scorer.ts'
import { readShippedScorer } from '../match/scorer/shipped-scorer.ts'
import { parseStoredEvidence } from '../match/evidence/stored-evidence.ts'
import { findScorer } from '../review/scorer-versions.ts'

/** @throws Error where there is none: who asks has made sure that there is */
export async function requireScorer(version: string, repositories: Repositories): Promise<Scorer> {
  const scorer = findScorer(repositories, version, await readShippedScorer())
  if (scorer === null)
    throw new Error(`Expected a scorer of version ${version} in the catalogue but found none`)
  return scorer
}

/** Scores pairs by another scorer from the evidence that was stored with them. */
export function rescoring(scorer: Scorer, repositories: Repositories): (pair: StoredPair) => number {
  const categories = new Map(repositories.items.findMatchable().map(({ id, category }) => [id, category]))
  return ({ itemA, itemB, evidence }) => {
    const category = sharedCategory(categories.get(itemA), categories.get(itemB))
    return scorePair(parseStoredEvidence(evidence), scorer, category).score
  }
}
