import { formatScore } from '../../components/format-score.ts'
import { t } from '../../words/words.ts'
import type { Member } from '../review/session/case-verdicts.ts'
import { memberName } from '../review/stage/member-name.ts'

interface TileFacts {
  readonly index: number
  /** What is said of it, in words; null: nothing yet. */
  readonly relation: string | null
  readonly isNew: boolean
  readonly isWeak: boolean
}

/** A tile of the board as a screen reader says it. */
export function tileInWords(member: Member, { index, relation, isNew, isWeak }: TileFacts): string {
  return [
    memberName(index),
    member.item.title ?? member.item.externalId,
    ...(member.evidence === null ? [] : [t('board.scoreIs', { score: formatScore(member.evidence.score) })]),
    ...(index === 0 ? [] : [relation ?? t('board.undecided')]),
    ...(isNew ? [t('board.isNew')] : []),
    ...(isWeak ? [t('board.atWeakestLink')] : []),
  ].join(', ')
}
