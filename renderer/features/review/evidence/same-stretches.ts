import type { PairEvidence, SameAmount } from '../../../../electron/contract/evidence.ts'
import { formatNumber } from '../../../components/format-number.ts'
import { t } from '../../../words/words.ts'
import type { SameStretch } from './title-difference.ts'

/** The stretches of one listing's title that the other's says in other words, each with the amount. */
export function sameStretches(evidence: PairEvidence | null, itemId: number): SameStretch[] {
  if (evidence === null) return []
  const side = evidence.itemA === itemId ? 'a' : 'b'
  return evidence.sameAmounts.flatMap((same) =>
    same[side].map((text) => ({ text, words: amountInWords(same) })),
  )
}

/** Base units with the larger one that is used from a thousand on. */
const LARGER: Readonly<Record<string, string>> = { ml: 'l', g: 'kg', mm: 'm', mb: 'GB' }

function amountInWords({ amount, unit }: SameAmount): string {
  if (amount === null || unit === null) return t('review.sameAmountPieces')
  const larger = amount >= 1000 ? LARGER[unit] : undefined
  const value = larger === undefined ? amount : amount / 1000
  return t('review.sameAmount', {
    amount: `${formatNumber(value, { maximumSignificantDigits: 4 })} ${larger ?? unit}`,
  })
}
