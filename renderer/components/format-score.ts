/**
 * A probability to two digits that never rounds to certainty: 0.998 -> "> 0.99", 0.002 -> "< 0.01".
 * @param score 0..1
 */
export function formatScore(score: number): string {
  if (score > 0.995 && score < 1) return '> 0.99'
  if (score < 0.005 && score > 0) return '< 0.01'
  return score.toFixed(2)
}

/** What a score says, in words. */
export function scoreInWords(score: number): string {
  if (score >= 0.95) return 'Almost certainly the same product'
  if (score >= 0.75) return 'Probably the same product'
  if (score >= 0.5) return 'More likely the same than not'
  if (score >= 0.25) return 'More likely different'
  return 'Probably different'
}
