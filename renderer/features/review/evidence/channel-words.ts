import type { Channel, ChannelEvidence } from '../../../../electron/contract/evidence.ts'
import { formatNumber } from '../../../components/format-number.ts'
import { t, type WordKey } from '../../../words/words.ts'

interface ChannelLook {
  readonly title: WordKey
  readonly icon: string
  /** The distance at which a bar is full: as far apart as two pictures or titles of unrelated products get. */
  readonly fullDistance: number
}

export const CHANNEL_LOOKS: Readonly<Record<Channel, ChannelLook>> = {
  bytes: { title: 'review.channelBytes', icon: 'i-lucide-file', fullDistance: 1 },
  phash: { title: 'review.channelPhash', icon: 'i-lucide-fingerprint', fullDistance: 32 },
  image: { title: 'review.channelImage', icon: 'i-lucide-image', fullDistance: 1 },
  title: { title: 'review.channelTitle', icon: 'i-lucide-text', fullDistance: 1 },
  meaning: { title: 'review.channelMeaning', icon: 'i-lucide-book-open-text', fullDistance: 1 },
  brand: { title: 'review.channelBrand', icon: 'i-lucide-tag', fullDistance: 1 },
  category: { title: 'review.channelCategory', icon: 'i-lucide-shapes', fullDistance: 1 },
  price: { title: 'review.channelPrice', icon: 'i-lucide-coins', fullDistance: 1 },
  code: { title: 'review.channelCode', icon: 'i-lucide-barcode', fullDistance: 1 },
}

/** How alike two items are in a channel, 0 (as far apart as unrelated ones) to 1 (equal); null: nothing to compare. */
export function likeness(evidence: ChannelEvidence): number | null {
  if (evidence.distance === null) return null
  const share = evidence.distance / CHANNEL_LOOKS[evidence.channel].fullDistance
  return 1 - Math.min(1, Math.max(0, share))
}

/** What speaks loudest first, for or against; what cannot be compared last. */
export function byWeight(channels: readonly ChannelEvidence[]): ChannelEvidence[] {
  const weight = ({ distance, contribution }: ChannelEvidence): number =>
    distance === null ? -1 : Math.abs(contribution)
  return channels.toSorted((one, other) => weight(other) - weight(one))
}

/** "+2.1" or "−0.6": what a channel adds to the score's log-odds. */
export function signedContribution(contribution: number): string {
  const size = Math.round(Math.abs(contribution) * 10) / 10
  const rounded = formatNumber(size, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  if (size === 0) return rounded
  return contribution > 0 ? `+${rounded}` : `−${rounded}`
}

const STRENGTHS = {
  slight: ['review.forSlightly', 'review.againstSlightly'],
  clear: ['review.forClearly', 'review.againstClearly'],
  strong: ['review.forStrongly', 'review.againstStrongly'],
} as const satisfies Record<string, readonly [WordKey, WordKey]>

/** What a contribution says, in words. */
export function contributionInWords(contribution: number): string {
  const size = Math.abs(contribution)
  if (size < 0.05) return t('review.saysLittle')
  const [speaksFor, speaksAgainst] =
    size < 0.5 ? STRENGTHS.slight : size < 1.5 ? STRENGTHS.clear : STRENGTHS.strong
  return t(contribution > 0 ? speaksFor : speaksAgainst)
}
