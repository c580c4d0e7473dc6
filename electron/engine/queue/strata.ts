/** A kind of pairs that checks are drawn from: within groups or across them, from a score on. */
interface Stratum {
  readonly within: boolean
  /** Lowest score, 0..1 */
  readonly from: number
}

/**
 * Strata by number. Pairs across groups are cut finely, since true ones are rare among them and would otherwise hardly
 * ever be drawn.
 */
export const STRATA: readonly Stratum[] = [
  { within: true, from: 0 },
  { within: true, from: 0.9 },
  { within: false, from: 0 },
  { within: false, from: 0.1 },
  { within: false, from: 0.25 },
  { within: false, from: 0.5 },
]

export function stratumOf(within: boolean, score: number): number {
  return STRATA.findLastIndex((stratum) => stratum.within === within && score >= stratum.from)
}
