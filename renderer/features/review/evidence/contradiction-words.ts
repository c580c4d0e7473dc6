import type { Contradiction, VerdictLine } from '../../../../electron/contract/review.ts'
import { formatCount } from '../../../components/format-quantity.ts'
import { formatTime } from '../../../components/format-time.ts'
import { axisTitle, relationTitle } from '../../../components/known-relations.ts'
import { visibleText } from '../../../components/visible-text.ts'
import { t } from '../../../words/words.ts'

type Verdict = Omit<VerdictLine, 'words'>

/** What a verdict that was set aside conflicts with, in the language that is shown. */
export function contradictionInWords(
  contradiction: Verdict & Pick<Contradiction, 'reason' | 'against' | 'size'>,
): string {
  const { reason, against, size } = contradiction
  const verdict = verdictInWords(contradiction)
  if (reason === 'too-large') return t('review.setAsideTooLarge', { verdict, size: formatCount(size) })
  return t(
    reason === 'apart' ? 'review.setAsideApart' : 'review.setAsideTogether',
    { verdict, count: formatCount(against.length), against: against.map(signedVerdict).join('; ') },
    against.length,
  )
}

/** “Different” of “Mug” and “Cup”. */
export function verdictInWords({ relation, variantAxis, nameA, nameB }: Verdict): string {
  const title = relationTitle(relation)
  const said = variantAxis === null ? title : t('history.inAxis', { title, axis: axisTitle(variantAxis) })
  return t('review.verdictOf', {
    relation: visibleText(said),
    one: visibleText(nameA),
    other: visibleText(nameB),
  })
}

/** With who said so, and when. */
function signedVerdict(line: Verdict): string {
  return t('review.verdictBy', {
    verdict: verdictInWords(line),
    reviewer: visibleText(line.reviewer),
    time: formatTime(line.decidedAt),
  })
}
