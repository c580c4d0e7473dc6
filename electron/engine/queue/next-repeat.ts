import type { QueueCase } from '../../contract/queue.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { DirectVerdict } from '../review/actions/direct-verdict.ts'
import { pairKey } from '../review/settlement/pair-key.ts'
import { randomFor } from '../sample/random.ts'
import { RANDOM_CASE_WORDS } from './random-case-words.ts'
import { turns } from './recent-work.ts'

/** Cases that must lie between a case and its repetition, so that it is judged and not remembered. */
const LEAST_DISTANCE = 15
const LOOKED_THROUGH = 500

/** An old verdict of this reviewer to be asked again, blind; null when there is none that is old enough. */
export function nextRepeat(
  { repositories, ledger, reviewer }: CatalogueSession,
  turn: number,
): QueueCase | null {
  const blind = new Set(repositories.actions.findBlind())
  const asked = new Set(
    [...blind].flatMap((id) =>
      (ledger.folded.actions.get(id)?.verdicts ?? []).map(({ itemA, itemB }) => pairKey(itemA, itemB)),
    ),
  )
  const old: DirectVerdict[] = []
  let place = 0
  for (const action of turns(ledger.folded.newestFirst())) {
    if (place >= LEAST_DISTANCE + LOOKED_THROUGH) break
    const isOld = place >= LEAST_DISTANCE
    if (isOld && action.inForce && action.reviewer === reviewer && !blind.has(action.id))
      old.push(...action.verdicts)
    place += 1
  }
  const candidates = old.filter(({ itemA, itemB }) => !asked.has(pairKey(itemA, itemB)))
  if (candidates.length === 0) return null
  const { itemA, itemB } = randomFor(turn, 'repeat').pick(candidates)
  return {
    kind: 'repeat',
    groupId: itemA,
    members: [itemA, itemB],
    value: null,
    score: null,
    joins: null,
    words: RANDOM_CASE_WORDS,
    skipped: false,
    news: [],
    blind: true,
  }
}
