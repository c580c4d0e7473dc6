import { t } from '../words/words.ts'
import { formatNumber } from './format-number.ts'

/**
 * A probability to two digits that never rounds to certainty: 0.998 -> "> 0.99", 0.002 -> "< 0.01".
 * @param score 0..1
 */
export function formatScore(score: number): string {
  if (score > 0.995 && score < 1) return `> ${twoDigits(0.99)}`
  if (score < 0.005 && score > 0) return `< ${twoDigits(0.01)}`
  return twoDigits(score)
}

function twoDigits(score: number): string {
  return formatNumber(score, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

/** What a score says, in words. */
export function scoreInWords(score: number): string {
  if (score >= 0.95) return t('components.scoreCertain')
  if (score >= 0.75) return t('components.scoreProbable')
  if (score >= 0.5) return t('components.scoreLikely')
  if (score >= 0.25) return t('components.scoreUnlikely')
  return t('components.scoreDifferent')
}
