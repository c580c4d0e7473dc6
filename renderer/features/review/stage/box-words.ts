import type { PictureBox } from '../../../../electron/contract/items.ts'
import { formatPercent } from '../../../components/format-quantity.ts'
import { t } from '../../../words/words.ts'

/** What is written on a box: "shoes 92%", or "given" for one that came with the listing. */
export function boxLabel({ label, score }: PictureBox): string {
  const name = label ?? t(score === null ? 'review.boxGiven' : 'review.boxItem')
  return score === null ? name : `${name} ${formatPercent(score)}`
}

/** A box in a sentence, for those who do not see it: what, how sure, and where. */
export function boxInWords(box: PictureBox): string {
  const { score } = box
  return t('review.boxInWords', {
    name: box.label ?? t('review.boxItem'),
    origin:
      score === null
        ? t('review.boxOriginGiven')
        : t('review.boxOriginFound', { percent: formatPercent(score) }),
    width: Math.round(box.width),
    height: Math.round(box.height),
    across: Math.round(box.x),
    down: Math.round(box.y),
  })
}
