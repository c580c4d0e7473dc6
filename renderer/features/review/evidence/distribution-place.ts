import type { ChannelDistribution, ChannelEvidence } from '../../../../electron/contract/evidence.ts'
import { formatPercent } from '../../../components/format-quantity.ts'
import { t } from '../../../words/words.ts'

/** Channels that are equal or not, with nothing between. */
const BINARY: ReadonlySet<ChannelEvidence['channel']> = new Set(['bytes', 'brand', 'category', 'code'])

/** Where a pair stands among the candidate pairs of its catalogue, in one channel. */
interface DistributionPlace {
  /** Share of the pairs that are farther apart, 0..1; of equal ones half counts. */
  readonly nearer: number
  /** What the share is, in words. */
  readonly words: string
}

/** null where the pair has nothing to compare, or the catalogue's distances are not known. */
export function placeInDistribution(
  { channel, distance }: ChannelEvidence,
  distribution: ChannelDistribution | undefined,
): DistributionPlace | null {
  if (distance === null || distribution === undefined) return null
  const { quantiles } = distribution
  const share = (count: number): number => count / quantiles.length
  const equal = share(quantiles.filter((other) => Math.abs(other - distance) < 1e-6).length)
  const farther = share(quantiles.filter((other) => other > distance + 1e-6).length)
  const nearer = farther + equal / 2
  if (!BINARY.has(channel))
    return { nearer, words: t('review.nearerThan', { percent: formatPercent(farther) }) }
  return {
    nearer,
    words: t(distance === 0 ? 'review.equalAs' : 'review.unequalAs', { percent: formatPercent(equal) }),
  }
}
