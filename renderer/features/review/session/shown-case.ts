import type { ReviewCase } from '../../../../electron/contract/groups.ts'
import type { QueueCase } from '../../../../electron/contract/queue.ts'
import type { CaseName } from '../case/case-name.ts'
import type { WhyNext } from './queue-words.ts'

/** How a case is to be opened. */
export interface CaseOpening {
  readonly name: CaseName
  /** Representative first; null for the group as it is now. */
  readonly members: readonly number[] | null
  /** Why it is next; null where the curator opened it by hand. */
  readonly why: WhyNext | null
  /** As if nothing had been said of it yet. */
  readonly blind: boolean
}

/** A case on screen, with how it was opened. */
export interface ShownCase extends ReviewCase {
  readonly name: CaseName
  readonly why: WhyNext | null
  readonly blind: boolean
}

/** A case opened by hand. */
export function openingOf(name: CaseName): CaseOpening {
  const members = name.partner === null ? null : [name.groupId, name.partner]
  return { name, members, why: null, blind: false }
}

/** A case of the queue. One that is asked again looks like any other pair. */
export function openingFromQueue(next: QueueCase): CaseOpening {
  const { kind, groupId, members, blind } = next
  const partner = kind === 'group' ? null : (members[1] ?? null)
  return { name: { groupId, partner }, members, why: next, blind }
}
