import { formatPercent } from '../../../components/format-quantity.ts'
import { t, type WordKey } from '../../../words/words.ts'
import type { DifferenceMap } from './difference-map.ts'

/** The ninths of a picture, row by row. */
const PLACES: readonly WordKey[] = [
  'review.placeTopLeft',
  'review.placeTop',
  'review.placeTopRight',
  'review.placeLeft',
  'review.placeMiddle',
  'review.placeRight',
  'review.placeBottomLeft',
  'review.placeBottom',
  'review.placeBottomRight',
]

/** What a heat map shows, for those who do not see it and for those who want a figure. */
export function differenceInWords({ overlap, differing, mostAt }: DifferenceMap): string {
  const both = formatPercent(overlap)
  const place = mostAt === null ? undefined : PLACES[mostAt]
  if (place === undefined) return t('review.differenceNone', { overlap: both })
  return t('review.differenceSome', { differing: formatPercent(differing), place: t(place), overlap: both })
}
