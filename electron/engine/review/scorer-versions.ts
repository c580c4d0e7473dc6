import type { Repositories } from '../catalogue/repositories.ts'
import { parseScorer, type Scorer } from '../match/scorer/scorer.ts'

/**
 * The scorer of a version: the one that comes with Doublet, or one fitted in this catalogue. Null where there is none, and
 * for one that was fitted for other features, by another Doublet, which cannot score any more.
 */
export function findScorer(repositories: Repositories, version: string, shipped: Scorer): Scorer | null {
  if (version === shipped.version) return shipped
  const stored = repositories.scorers.find(version)
  if (stored === null) return null
  try {
    return parseScorer(JSON.parse(stored.file))
  } catch {
    return null
  }
}

/** As before; the shipped one takes the place of one that cannot score. */
export function scorerOfVersion(repositories: Repositories, version: string | null, shipped: Scorer): Scorer {
  return (version === null ? null : findScorer(repositories, version, shipped)) ?? shipped
}

/** The scorer that the next match takes. */
export function nextScorer(repositories: Repositories, shipped: Scorer): Scorer {
  return scorerOfVersion(repositories, repositories.settings.get('scorer'), shipped)
}
