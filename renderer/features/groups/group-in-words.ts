import type { GroupSummary } from '../../../electron/contract/groups.ts'
import { formatCounted } from '../../components/format-quantity.ts'
import { formatScore } from '../../components/format-score.ts'
import { t } from '../../words/words.ts'
import { GROUP_MARKS } from './group-choice.ts'
import { GROUP_MARK_LOOKS, hasMark } from './group-mark-look.ts'
import { GROUP_STATE_LOOKS } from './group-state-look.ts'

/** One row of the list as a screen reader says it. */
export function groupInWords(group: GroupSummary | null): string {
  if (group === null) return t('groups.loadingRow')
  return [
    group.title ?? t('groups.untitled'),
    formatCounted(group.size, 'member'),
    t('groups.leastSureIs', { score: formatScore(group.score) }),
    t(GROUP_STATE_LOOKS[group.state].title),
    ...GROUP_MARKS.filter((mark) => hasMark(group, mark)).map((mark) => t(GROUP_MARK_LOOKS[mark].title)),
  ].join(', ')
}
