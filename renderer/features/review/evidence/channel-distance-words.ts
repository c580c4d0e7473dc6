import type { Channel, ChannelEvidence } from '../../../../electron/contract/evidence.ts'
import { formatCount, formatPercent } from '../../../components/format-quantity.ts'
import { formatNumber } from '../../../components/format-number.ts'
import { t, type WordKey } from '../../../words/words.ts'

const MISSING: Readonly<Record<Channel, WordKey>> = {
  bytes: 'review.missingPicture',
  phash: 'review.missingPicture',
  image: 'review.missingFeatures',
  title: 'review.missingTitle',
  meaning: 'review.missingMeaning',
  brand: 'review.missingBrand',
  category: 'review.missingCategory',
  price: 'review.missingPrice',
  code: 'review.missingCode',
}

/** Equal (0) or not. */
const EQUALITY: Readonly<Record<'bytes' | 'brand' | 'category' | 'code', readonly [WordKey, WordKey]>> = {
  bytes: ['review.sameFile', 'review.otherFile'],
  brand: ['review.sameBrand', 'review.otherBrand'],
  category: ['review.sameCategory', 'review.otherCategory'],
  code: ['review.sameCode', 'review.otherCode'],
}

/** One channel's distance, as the engine measured it, in words of the language that is shown. */
export function distanceInWords({
  channel,
  distance,
}: Pick<ChannelEvidence, 'channel' | 'distance'>): string {
  if (distance === null) return t(MISSING[channel])
  switch (channel) {
    case 'phash':
      return t('review.bitsDiffer', { count: formatCount(distance) })
    case 'image':
      return t(pictureCloseness(distance), { distance: digits(distance) })
    case 'title':
      return t('review.titlesAlike', { percent: formatPercent(1 - distance) })
    case 'meaning':
      return t(meaningCloseness(distance), { distance: digits(distance) })
    case 'price':
      return distance === 0
        ? t('review.samePrice')
        : t('review.otherPrice', { percent: formatPercent(distance) })
    case 'bytes':
    case 'brand':
    case 'category':
    case 'code':
      return t(EQUALITY[channel][distance === 0 ? 0 : 1])
  }
}

function digits(distance: number): string {
  return formatNumber(distance, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
}

function pictureCloseness(distance: number): WordKey {
  if (distance < 0.02) return 'review.picturesSame'
  if (distance < 0.15) return 'review.picturesAlike'
  return distance < 0.4 ? 'review.picturesSomewhat' : 'review.picturesDifferent'
}

function meaningCloseness(distance: number): WordKey {
  if (distance < 0.1) return 'review.meaningSame'
  return distance < 0.3 ? 'review.meaningSimilar' : 'review.meaningDifferent'
}
