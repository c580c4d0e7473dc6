/** What is known of a stratum when the next check is chosen. */
export interface StratumState {
  readonly pairs: number
  readonly meanScore: number
  /** Checks answered, and how many of them as the same product */
  readonly checks: number
  readonly same: number
}

/** The score counts as much as this many checks of a stratum, so that there is a figure before the first. */
export const PRIOR_CHECKS = 4

/** How much the sum of true pairs of a stratum would still move with one check more. */
export function stratumDoubt({ pairs, meanScore, checks, same }: StratumState): number {
  const share = (PRIOR_CHECKS * meanScore + same) / (PRIOR_CHECKS + checks)
  return (pairs * Math.sqrt(Math.max(0, share * (1 - share)))) / (PRIOR_CHECKS + checks)
}
