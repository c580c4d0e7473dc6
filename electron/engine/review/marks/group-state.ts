import type { GroupState } from '../../../contract/groups.ts'
import type { Settlement } from '../settlement/settle.ts'

/** confirmed: every member is settled as the representative's product; started: something is settled between members. */
export function groupState(members: readonly number[], settlement: Settlement): GroupState {
  const [representative, ...others] = members
  if (representative === undefined) return 'open'
  const block = settlement.blockOf.get(representative)
  if (block !== undefined && others.every((item) => settlement.blockOf.get(item) === block))
    return 'confirmed'
  const settled = members.some((item, n) =>
    members.slice(n + 1).some((other) => settlement.relationOf(item, other) !== null),
  )
  return settled ? 'started' : 'open'
}
