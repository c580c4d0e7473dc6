import { type EstimatedShare, type Estimates, NEXT_VERDICTS } from '../../../electron/contract/queue.ts'
import { formatNumber } from '../../components/format-number.ts'
import { formatCount } from '../../components/format-quantity.ts'
import { t } from '../../words/words.ts'

/** How good the groups are likely to be, and what more verdicts would bring, in the language that is shown. */
export function estimatesInWords({
  groups: { precision, recall },
  expectedGain,
  enough,
}: Pick<Estimates, 'groups' | 'expectedGain' | 'enough'>): string {
  if (precision === null || recall === null) return t('groups.estimateNone')
  const state = t('groups.estimateState', {
    precision: shareInWords(precision),
    recall: shareInWords(recall),
  })
  const outlook = t(enough ? 'groups.estimateEnough' : 'groups.estimateGain', {
    verdicts: formatCount(NEXT_VERDICTS),
    gain: formatNumber(expectedGain, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
  })
  return `${state} ${outlook}`
}

/** "93% (88 to 96)" */
function shareInWords({ share, low, high }: EstimatedShare): string {
  return t('groups.estimateShare', {
    share: formatNumber(share, { style: 'percent', maximumFractionDigits: 0 }),
    low: hundredths(low),
    high: hundredths(high),
  })
}

function hundredths(share: number): string {
  return formatNumber(share * 100, { maximumFractionDigits: 0 })
}
