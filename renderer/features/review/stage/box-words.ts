import type { PictureBox } from '../../../../electron/contract/items.ts'
import { formatPercent } from '../../../components/format-quantity.ts'
import { t } from '../../../words/words.ts'

/** What is written on a box: "shoes 92%", "given" for one that came with the listing, or "inner picture". */
export function boxLabel({ label, score, origin }: PictureBox): string {
  const name = label ?? t(LABELS[origin])
  return score === null ? name : `${name} ${formatPercent(score)}`
}

const LABELS = { given: 'review.boxGiven', found: 'review.boxItem', inner: 'review.boxInner' } as const

/** A box in a sentence, for those who do not see it: what, how sure, and where. */
export function boxInWords(box: PictureBox): string {
  return t('review.boxInWords', {
    name: box.label ?? t(box.origin === 'inner' ? 'review.boxInner' : 'review.boxItem'),
    origin: originInWords(box),
    width: Math.round(box.width),
    height: Math.round(box.height),
    across: Math.round(box.x),
    down: Math.round(box.y),
  })
}

function originInWords({ origin, score }: PictureBox): string {
  if (origin === 'given') return t('review.boxOriginGiven')
  if (origin === 'inner') return t('review.boxOriginInner')
  return t('review.boxOriginFound', { percent: formatPercent(score ?? 0) })
}
