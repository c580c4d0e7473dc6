import type { ReviewCase } from '../../../electron/contract/groups.ts'
import type { QueueCase } from '../../../electron/contract/queue.ts'
import type { CaseName } from './case-name.ts'

/** How a case is to be opened. */
export interface CaseOpening {
  readonly name: CaseName
  /** Representative first; null for the group as it is now. */
  readonly members: readonly number[] | null
  /** Why it is next; null where the curator opened it by hand. */
  readonly why: string | null
  /** As if nothing had been said of it yet. */
  readonly blind: boolean
}

/** A case on screen, with how it was opened. */
export interface ShownCase extends ReviewCase {
  readonly name: CaseName
  readonly why: string | null
  readonly blind: boolean
}

/** A case opened by hand. */
export function openingOf(name: CaseName): CaseOpening {
  const members = name.partner === null ? null : [name.groupId, name.partner]
  return { name, members, why: null, blind: false }
}

/** Of what is drawn at random the same is said, whatever it is drawn for: who knows the answer once given repeats it. */
const DRAWN = 'Drawn at random: by such cases it is estimated how good groups and verdicts are.'

/** A case of the queue. One that is asked again looks like any other pair. */
export function openingFromQueue({ kind, groupId, members, words, blind }: QueueCase): CaseOpening {
  const partner = kind === 'group' ? null : (members[1] ?? null)
  const why = kind === 'check' || kind === 'repeat' ? DRAWN : words
  return { name: { groupId, partner }, members, why, blind }
}
