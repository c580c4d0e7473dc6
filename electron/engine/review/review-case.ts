import type { ReviewCase } from '../../contract/groups.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { weakBridges, type WeakBridge } from '../group/weak-bridges.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import { groupState } from './group-state.ts'
import { measureStoredPair } from './measure-stored-pair.ts'

/**
 * A group with everything a curator needs to decide on it.
 * @param members the listings as they were when the case was opened, representative first; null for the group as it is
 * @param blind as if nothing had been said of the members yet
 * @returns null when there is no such group and no members were given
 */
export async function reviewCase(
  session: CatalogueSession,
  groupId: number,
  members: readonly number[] | null,
  blind: boolean,
): Promise<ReviewCase | null> {
  const { repositories, ledger, run } = session
  const shown =
    members ??
    (run === null ? [] : repositories.groups.findMembers(run.id, groupId).map((member) => member.itemId))
  const items = repositories.items.findByIds(shown)
  const [representative, ...others] = items
  if (representative === undefined) return null
  const pairs = await Promise.all(
    others.map(async (item) => ({
      item,
      evidence: await measureStoredPair(session, representative.id, item.id),
    })),
  )
  const bridges = run === null ? [] : bridgesOf(session, run, shown)
  return {
    groupId,
    state: blind
      ? 'open'
      : groupState(
          items.map((item) => item.id),
          ledger.settlement,
        ),
    score: pairs.length === 0 ? 1 : Math.min(...pairs.map((pair) => pair.evidence.score)),
    members: [
      { item: representative, evidence: null, settled: null },
      ...pairs.map(({ item, evidence }) => {
        const settled = blind ? null : evidence.settled
        return { item, evidence: { ...evidence, settled }, settled }
      }),
    ],
    bridges: (blind ? [] : bridges).map((bridge) => ({ ...bridge, part: [...bridge.part] })),
  }
}

function bridgesOf(
  { repositories, ledger }: CatalogueSession,
  run: MatchRun,
  members: readonly number[],
): WeakBridge[] {
  const among = new Set(members)
  const pairs = repositories.pairs
    .findTouching(run.id, members, run.threshold)
    .filter(({ itemA, itemB }) => among.has(itemA) && among.has(itemB))
    .map(({ itemA, itemB, score }) => ({ itemA, itemB, score }))
  const { blockOf } = ledger.settlement
  return weakBridges(members, pairs, (a, b) => blockOf.has(a) && blockOf.get(a) === blockOf.get(b))
}
