import type { GroupSummary } from '../../../electron/contract/groups.ts'
import { formatCounted } from '../../components/format-quantity.ts'
import { formatScore } from '../../components/format-score.ts'
import { GROUP_STATE_LOOKS } from './group-state-look.ts'

/** One row of the list as a screen reader says it. */
export function groupInWords(group: GroupSummary | null): string {
  if (group === null) return 'Loading'
  return [
    group.title ?? 'Without a title',
    formatCounted(group.size, 'member'),
    `weakest link ${formatScore(group.score)}`,
    GROUP_STATE_LOOKS[group.state].title,
  ].join(', ')
}
