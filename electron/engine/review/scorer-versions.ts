import type { Repositories } from '../catalogue/repositories.ts'
import { parseScorer, type Scorer } from '../match/scorer.ts'

/**
 * A version of the scorer that this catalogue knows. One that was fitted for other features, by another Doublet, cannot
 * score any more: the shipped one takes its place.
 */
export function scorerOfVersion(repositories: Repositories, version: string | null, shipped: Scorer): Scorer {
  const stored = version === null ? null : repositories.scorers.find(version)
  if (stored === null) return shipped
  try {
    return parseScorer(JSON.parse(stored.file))
  } catch {
    return shipped
  }
}

/** The scorer that the next match takes. */
export function nextScorer(repositories: Repositories, shipped: Scorer): Scorer {
  return scorerOfVersion(repositories, repositories.settings.get('scorer'), shipped)
}
