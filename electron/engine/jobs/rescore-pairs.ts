import type { StoredPair } from '../catalogue/pair-repository.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import { sharedCategory } from '../match/shared-category.ts'
import { scorePair, type Scorer } from '../match/scorer.ts'
import { readShippedScorer } from '../match/shipped-scorer.ts'
import { parseStoredEvidence } from '../match/stored-evidence.ts'
import { scorerOfVersion } from '../review/scorer-versions.ts'

/** The scorer of a version: the one that comes with Doublet, or one fitted in this catalogue; null where none can score. */
export async function findScorer(version: string, repositories: Repositories): Promise<Scorer | null> {
  const scorer = scorerOfVersion(repositories, version, await readShippedScorer())
  return scorer.version === version ? scorer : null
}

/** @throws Error where there is none: who asks has made sure that there is */
export async function requireScorer(version: string, repositories: Repositories): Promise<Scorer> {
  const scorer = await findScorer(version, repositories)
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
