import type { MatchRun } from '../catalogue/run-repository.ts'
import type { QueuedPair } from '../catalogue/queue-repository.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { isSaidInBulk } from '../review/settlement/judged-by-people.ts'
import { STRATA } from './strata.ts'
import type { RecentWork } from './recent-work.ts'

/** How far the random checks of a stratum have come. */
export interface CheckAnswers {
  readonly stratum: number
  /** Pairs that nothing was said of when the run was matched */
  readonly pairs: number
  readonly meanScore: number
  readonly checks: number
  readonly same: number
  /** The check to be asked next; null when all are answered */
  readonly next: QueuedPair | null
}

/**
 * Checks were drawn in random order, so those up to the first that nobody has answered are a random sample, whether they
 * were answered as checks or settled by the way. Further ones that are settled already are not counted: they were chosen
 * for what they are worth.
 */
export function checkAnswers(
  { repositories, ledger }: CatalogueSession,
  run: MatchRun,
  { isPutOff }: Pick<RecentWork, 'isPutOff'>,
): CheckAnswers[] {
  const sizes = new Map(repositories.queue.findStrata(run.id).map((stratum) => [stratum.stratum, stratum]))
  const drawn = Map.groupBy(repositories.queue.findPairs(run.id, 'check'), ({ stratum }) => stratum)
  return STRATA.map((_, stratum) => {
    const { pairs = 0, scoreSum = 0 } = sizes.get(stratum) ?? {}
    let checks = 0
    let same = 0
    let next: QueuedPair | null = null
    for (const pair of drawn.get(stratum) ?? []) {
      const said = ledger.folded.verdictBetween(pair.itemA, pair.itemB)
      // It was answered with many others, which says nothing of how good the groups are.
      if (said !== null && isSaidInBulk(said, ledger.folded)) continue
      const relation = ledger.settlement.relationOf(pair.itemA, pair.itemB)
      if (relation === null && isPutOff(pair.itemA, pair.itemB)) continue
      if (relation === null) {
        next = pair
        break
      }
      checks += 1
      if (relation.together) same += 1
    }
    return { stratum, pairs, meanScore: pairs === 0 ? 0 : scoreSum / pairs, checks, same, next }
  })
}
