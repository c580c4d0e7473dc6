import type { PairEvidence } from '../../contract/evidence.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import type { PairMeasures } from '../match/evidence/measure-pair.ts'
import { FOUND_BY_SEARCH } from '../match/pair-finders.ts'
import { scorePair } from '../match/scorer/scorer.ts'
import { sharedCategory } from '../match/evidence/shared-category.ts'
import { formatStoredEvidence } from '../match/evidence/stored-evidence.ts'
import { measureAfresh } from '../review/measure-afresh.ts'
import { measureStoredPair } from '../review/measure-stored-pair.ts'

export interface PromotedPair {
  readonly pair: PairEvidence
  /** False: it was a candidate already. */
  readonly added: boolean
  /** The group that holds both now; null where there is none. */
  readonly groupId: number | null
}

/**
 * Keeps two items as a candidate pair of the run that counts, with its evidence, as if a channel had brought them
 * together, and cuts the groups anew that it touches.
 */
export async function promotePair(
  session: CatalogueSession,
  run: MatchRun,
  itemA: number,
  itemB: number,
): Promise<PromotedPair> {
  const { repositories, scorer } = session
  const [low, high] = itemA < itemB ? [itemA, itemB] : [itemB, itemA]
  const measures = await measureAfresh(session, low, high)
  const categories = repositories.items.findCategories([low, high])
  const { score } = scorePair(measures, scorer, sharedCategory(categories.get(low), categories.get(high)))
  const evidence = formatStoredEvidence(measures, itself(measures), FOUND_BY_SEARCH)
  // Looked up in the transaction that adds it: two windows may promote the same pair.
  const added = repositories.transaction(() => {
    if (repositories.pairs.find(run.id, low, high) !== null) return false
    repositories.pairs.addAll(run.id, [{ itemA: low, itemB: high, score, evidence }])
    return true
  })
  if (added) {
    session.recut([low, high])
    session.jobs.emit({ type: 'changed', what: 'groups' })
  }
  const groups = [low, high].map((item) => repositories.groups.findOfItems(run.id, [item])[0] ?? null)
  return {
    pair: await measureStoredPair(session, low, high),
    added,
    groupId: groups[0] === groups[1] ? (groups[0] ?? null) : null,
  }
}

/** Pictures measured afresh are named by their ids in the catalogue already. */
function itself({ pictureA, pictureB }: PairMeasures): ArrayLike<number> {
  const ids = [pictureA, pictureB].filter((id) => id !== null)
  return { length: 0, ...Object.fromEntries(ids.map((id) => [id, id])) }
}
