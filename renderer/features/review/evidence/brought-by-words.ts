import type { BroughtBy, PairFinder } from '../../../../electron/contract/evidence.ts'
import { formatCount } from '../../../components/format-quantity.ts'
import { t, type WordKey } from '../../../words/words.ts'

const REASONS: Readonly<Record<PairFinder, WordKey>> = {
  picture: 'review.broughtPicture',
  code: 'review.broughtCode',
  image: 'review.broughtImage',
  phash: 'review.broughtPhash',
  title: 'review.broughtTitleNear',
  meaning: 'review.broughtMeaning',
  search: 'review.broughtSearch',
}

/** Why two listings came to be a pair: "their pictures are near: number 3 of 12". */
export function broughtByInWords({ by, rank, of }: BroughtBy): string {
  const reason = t(REASONS[by])
  if (rank === null) return reason
  return rank === 1
    ? t('review.nearest', { reason, of: formatCount(of) })
    : t('review.nthNearest', { reason, rank: formatCount(rank), of: formatCount(of) })
}
