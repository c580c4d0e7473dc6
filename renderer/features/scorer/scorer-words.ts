import type { ScorerVersion } from '../../../electron/contract/scorer.ts'
import { formatCount, formatCounted } from '../../components/format-quantity.ts'
import { formatTime } from '../../components/format-time.ts'

/** Where a version comes from: "Fitted 3 Mar, 14:05 from 143 verdicts". */
export function originInWords({ createdAt, verdicts }: ScorerVersion): string {
  if (createdAt === null) return 'Comes with Doublet'
  return `Fitted ${formatTime(createdAt)} from ${formatCounted(verdicts, 'verdict')}`
}

interface Verdicts {
  readonly usableVerdicts: number
  readonly sameVerdicts: number
  readonly leastVerdicts: number
}

/** What a fit would learn from, and what it still lacks. */
export function verdictsInWords(verdicts: Verdicts): string {
  const { usableVerdicts, sameVerdicts } = verdicts
  const has = `${formatCounted(usableVerdicts, 'verdict')} to learn from: ${formatCount(sameVerdicts)} say the same product, ${formatCount(usableVerdicts - sameVerdicts)} do not.`
  const lack = lackInWords(verdicts)
  return lack === null ? has : `${has} ${lack}`
}

/** What is missing for a fit; null when nothing is. */
export function lackInWords({ usableVerdicts, sameVerdicts, leastVerdicts }: Verdicts): string | null {
  if (usableVerdicts < leastVerdicts)
    return `A fit takes at least ${leastVerdicts}, with both answers among them.`
  if (sameVerdicts === 0 || sameVerdicts === usableVerdicts)
    return 'A fit takes both answers: some that say the same product, some that do not.'
  return null
}

const figures = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/** A measured figure, to three digits. */
export function formatFigure(value: number): string {
  return figures.format(value)
}
