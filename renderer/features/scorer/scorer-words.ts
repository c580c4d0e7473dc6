import type { ScorerVersion } from '../../../electron/contract/scorer.ts'
import { formatNumber } from '../../components/format-number.ts'
import { formatCount, formatCounted } from '../../components/format-quantity.ts'
import { formatTime } from '../../components/format-time.ts'
import { t } from '../../words/words.ts'

/** Where a version comes from: "Fitted 3 Mar, 14:05 from 143 verdicts". */
export function originInWords({ createdAt, verdicts }: ScorerVersion): string {
  if (createdAt === null) return t('scorer.shipped')
  return t('scorer.fitted', { time: formatTime(createdAt), verdicts: formatCounted(verdicts, 'verdict') })
}

interface Verdicts {
  readonly usableVerdicts: number
  readonly sameVerdicts: number
  readonly leastVerdicts: number
}

/** What a fit would learn from, and what it still lacks. */
export function verdictsInWords(verdicts: Verdicts): string {
  const { usableVerdicts, sameVerdicts } = verdicts
  const has = t('scorer.toLearnFrom', {
    verdicts: formatCounted(usableVerdicts, 'verdict'),
    same: formatCount(sameVerdicts),
    others: formatCount(usableVerdicts - sameVerdicts),
  })
  const lack = lackInWords(verdicts)
  return lack === null ? has : `${has} ${lack}`
}

/** What is missing for a fit; null when nothing is. */
export function lackInWords({ usableVerdicts, sameVerdicts, leastVerdicts }: Verdicts): string | null {
  if (usableVerdicts < leastVerdicts) return t('scorer.lacksVerdicts', { least: leastVerdicts })
  if (sameVerdicts === 0 || sameVerdicts === usableVerdicts) return t('scorer.lacksAnswers')
  return null
}

/** A measured figure, to three digits. */
export function formatFigure(value: number): string {
  return formatNumber(value, { maximumSignificantDigits: 3 })
}
