import type { GroupState } from '../../../electron/contract/groups.ts'

/** How a group's state is named and drawn. */
export const GROUP_STATE_LOOKS: Readonly<Record<GroupState, { title: string; icon: string; chip: string }>> =
  {
    open: { title: 'Open', icon: 'i-lucide-circle', chip: 'bg-elevated text-muted' },
    started: { title: 'Started', icon: 'i-lucide-circle-dashed', chip: 'bg-variant-soft text-variant' },
    confirmed: { title: 'Confirmed', icon: 'i-lucide-circle-check', chip: 'bg-same-soft text-same' },
  }
