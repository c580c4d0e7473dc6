import { t } from '../../../words/words.ts'

/** What a member is called: the representative, or by its number from 1. */
export function memberName(index: number): string {
  return index === 0 ? t('review.representative') : t('review.member', { number: index })
}
