import type { QueueCase } from '../../../../electron/contract/queue.ts'
import { formatNumber } from '../../../components/format-number.ts'
import { formatCount } from '../../../components/format-quantity.ts'
import { t } from '../../../words/words.ts'

/** What the queue tells of a case besides what it is. */
export type WhyNext = Pick<QueueCase, 'kind' | 'members' | 'value' | 'score' | 'joins' | 'skipped' | 'news'>

/** Why a case is next, in a sentence or two of the language that is shown. */
export function whyNextInWords(next: WhyNext): string {
  const { news, skipped } = next
  const parts = [
    news.length > 0 ? t('review.whyNews', { count: formatCount(news.length) }, news.length) : null,
    reasonOf(next),
    skipped ? t('review.whyPutOff') : null,
  ]
  return parts.filter((part) => part !== null).join(' ')
}

/** Of what is drawn at random the same is said, whatever it is drawn for: who knows the answer once given repeats it. */
function reasonOf({ kind, members, value, score, joins }: WhyNext): string {
  switch (kind) {
    case 'check':
    case 'repeat':
      return t('review.drawn')
    case 'join':
      return joinReason(score ?? 0, joins ?? [1, 1])
    case 'group':
      return t('review.whyGroup', {
        count: formatCount(members.length),
        percent: percent(score ?? 0),
        pairs: formatNumber(value ?? 0, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
      })
  }
}

function joinReason(score: number, [one, other]: readonly [number, number]): string {
  const likely = percent(score)
  return one === 1 && other === 1
    ? t('review.whyJoinTwo', { percent: likely })
    : t('review.whyJoin', { percent: likely, one: formatCount(one), other: formatCount(other) })
}

/** To whole percents, as the score beside it is shown. */
function percent(share: number): string {
  return formatNumber(share, { style: 'percent', maximumFractionDigits: 0 })
}
