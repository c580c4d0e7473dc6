import type { ReviewCase } from '../../contract/groups.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { groupState } from './group-state.ts'
import { measureStoredPair } from './measure-stored-pair.ts'

/**
 * A group with everything a curator needs to decide on it.
 * @param members the listings as they were when the case was opened, representative first; null for the group as it is
 * @returns null when there is no such group and no members were given
 */
export async function reviewCase(
  session: CatalogueSession,
  groupId: number,
  members: readonly number[] | null,
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
  return {
    groupId,
    state: groupState(
      items.map((item) => item.id),
      ledger.settlement,
    ),
    score: pairs.length === 0 ? 1 : Math.min(...pairs.map((pair) => pair.evidence.score)),
    members: [
      { item: representative, evidence: null, settled: null },
      ...pairs.map(({ item, evidence }) => ({ item, evidence, settled: evidence.settled })),
    ],
  }
}
