import type { QueueCase } from '../../contract/queue.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { checkAnswers } from './check-answers.ts'
import type { RecentWork } from './recent-work.ts'
import { stratumDoubt } from './stratum-doubt.ts'
import { RANDOM_CASE_WORDS } from './random-case-words.ts'

/** The random check that narrows the estimates most: of the stratum with the most pairs in doubt for each check it has. */
export function nextCheck(
  session: CatalogueSession,
  run: MatchRun,
  work: RecentWork,
  taken: ReadonlySet<string>,
): QueueCase | null {
  const open = checkAnswers(session, run, work).flatMap((answers) =>
    answers.next === null ? [] : [{ pair: answers.next, gain: stratumDoubt(answers) }],
  )
  const best = open
    .filter(({ pair: { itemA, itemB } }) => !taken.has(`${itemA} ${itemB}`))
    .toSorted((a, b) => b.gain - a.gain)[0]
  if (best === undefined) return null
  const { itemA, itemB } = best.pair
  return {
    kind: 'check',
    groupId: itemA,
    members: [itemA, itemB],
    value: null,
    score: null,
    joins: null,
    words: RANDOM_CASE_WORDS,
    skipped: false,
    news: [],
    blind: false,
  }
}
