import { MANY_LISTINGS, type ReviewCase } from '../../contract/groups.ts'
import type { StoredPair } from '../catalogue/pair-repository.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { weakBridges, type WeakBridge } from '../group/weak-bridges.ts'
import { caseSpread } from './marks/case-spread.ts'
import { CandidateRanks } from './settlement/candidate-ranks.ts'
import { groupState } from './marks/group-state.ts'
import { measureStoredPair } from './measure-stored-pair.ts'
import type { Settlement } from './settlement/settle.ts'

/** What is known of a case besides what was done to it. */
export type MeasuredCase = Omit<ReviewCase, 'notes' | 'flag' | 'skipped' | 'history' | 'news'>

/**
 * A group with everything that was measured and settled of its members.
 * @param members the listings as they were when the case was opened, representative first; null for the group as it is
 * @param blind as if nothing had been said of the members yet
 * @returns null when there is no such group and no members were given
 */
export async function reviewCase(
  session: CatalogueSession,
  groupId: number,
  members: readonly number[] | null,
  blind: boolean,
): Promise<MeasuredCase | null> {
  const { repositories, ledger, run } = session
  const asked =
    members ??
    (run === null ? [] : repositories.groups.findMembers(run.id, groupId).map((member) => member.itemId))
  const items = repositories.items.findByIds(asked)
  const [representative, ...others] = items
  if (representative === undefined) return null
  const shown = items.map((item) => item.id)
  const ranks = new CandidateRanks(session, representative.id)
  const measured = await Promise.all(
    others.map(async (item) => ({
      item,
      evidence: await measureStoredPair(session, representative.id, item.id, ranks),
    })),
  )
  const pairs = run === null ? [] : repositories.pairs.findAmong(run.id, shown)
  const bridges = blind || run === null ? [] : bridgesOf(shown, pairs, run.threshold, ledger.settlement)
  return {
    groupId,
    state: blind ? 'open' : groupState(shown, ledger.settlement),
    score: measured.length === 0 ? 1 : Math.min(...measured.map((pair) => pair.evidence.score)),
    members: [
      { item: representative, evidence: null, settled: null },
      ...measured.map(({ item, evidence }) => {
        const settled = blind ? null : evidence.settled
        return { item, evidence: { ...evidence, settled }, settled }
      }),
    ],
    bridges: bridges.map((bridge) => ({ ...bridge, part: [...bridge.part] })),
    spread: caseSpread(shown.length, pairs),
    sharedPictures: repositories.pictures.findShownElsewhere(shown, MANY_LISTINGS),
  }
}

function bridgesOf(
  members: readonly number[],
  pairs: readonly StoredPair[],
  threshold: number,
  { blockOf }: Settlement,
): WeakBridge[] {
  const strong = pairs
    .filter(({ score }) => score >= threshold)
    .map(({ itemA, itemB, score }) => ({ itemA, itemB, score }))
  return weakBridges(members, strong, (a, b) => blockOf.has(a) && blockOf.get(a) === blockOf.get(b))
}
