import type { GroupSummary } from '../../../electron/contract/groups.ts'
import type { WordKey } from '../../words/words.ts'
import type { GroupMark } from './group-choice.ts'

/** How what a group carries is named and drawn. */
export const GROUP_MARK_LOOKS: Readonly<Record<GroupMark, { title: WordKey; icon: string }>> = {
  news: { title: 'groups.news', icon: 'i-lucide-sparkles' },
  flagged: { title: 'groups.flagged', icon: 'i-lucide-flag' },
  noted: { title: 'groups.noted', icon: 'i-lucide-sticky-note' },
  skipped: { title: 'groups.skipped', icon: 'i-lucide-corner-up-right' },
}

export function hasMark(group: GroupSummary, mark: GroupMark): boolean {
  return mark === 'news' ? group.news > 0 : group[mark]
}
