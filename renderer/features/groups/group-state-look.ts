import type { GroupState } from '../../../electron/contract/groups.ts'
import type { WordKey } from '../../words/words.ts'

interface GroupStateLook {
  /** Key of its name. */
  readonly title: WordKey
  readonly icon: string
  readonly chip: string
}

/** How a group's state is named and drawn. */
export const GROUP_STATE_LOOKS: Readonly<Record<GroupState, GroupStateLook>> = {
  open: { title: 'groups.open', icon: 'i-lucide-circle', chip: 'bg-elevated text-muted' },
  started: { title: 'groups.started', icon: 'i-lucide-circle-dashed', chip: 'bg-variant-soft text-variant' },
  confirmed: { title: 'groups.confirmed', icon: 'i-lucide-circle-check', chip: 'bg-same-soft text-same' },
}
