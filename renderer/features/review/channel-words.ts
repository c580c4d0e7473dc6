import type { Channel, ChannelEvidence } from '../../../electron/contract/evidence.ts'

interface ChannelLook {
  readonly title: string
  readonly icon: string
  /** The distance at which a bar is full: as far apart as two pictures or titles of unrelated products get. */
  readonly fullDistance: number
}

export const CHANNEL_LOOKS: Readonly<Record<Channel, ChannelLook>> = {
  bytes: { title: 'File', icon: 'i-lucide-file', fullDistance: 1 },
  phash: { title: 'Fingerprint', icon: 'i-lucide-fingerprint', fullDistance: 32 },
  image: { title: 'Picture', icon: 'i-lucide-image', fullDistance: 1 },
  title: { title: 'Title', icon: 'i-lucide-text', fullDistance: 1 },
  meaning: { title: 'Meaning', icon: 'i-lucide-book-open-text', fullDistance: 1 },
  brand: { title: 'Brand', icon: 'i-lucide-tag', fullDistance: 1 },
  category: { title: 'Category', icon: 'i-lucide-shapes', fullDistance: 1 },
  price: { title: 'Price', icon: 'i-lucide-coins', fullDistance: 1 },
  code: { title: 'Code', icon: 'i-lucide-barcode', fullDistance: 1 },
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
  const rounded = Math.abs(contribution).toFixed(1)
  if (rounded === '0.0') return '0.0'
  return contribution > 0 ? `+${rounded}` : `−${rounded}`
}

/** What a contribution says, in words. */
export function contributionInWords(contribution: number): string {
  const size = Math.abs(contribution)
  if (size < 0.05) return 'says little either way'
  const strength = size < 0.5 ? 'slightly' : size < 1.5 ? 'clearly' : 'strongly'
  return contribution > 0 ? `speaks ${strength} for the same product` : `speaks ${strength} against it`
}
