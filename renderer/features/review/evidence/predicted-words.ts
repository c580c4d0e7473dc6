import type { Item } from '../../../../electron/contract/items.ts'
import { formatPercent } from '../../../components/format-quantity.ts'
import { t } from '../../../words/words.ts'

/** What a classifier puts first when it is sure of nothing. */
const UNSURE = 'Others'

/** "Green tea 83%, Black tea 9%", or "not sure (Others 41%): ..."; null without a prediction. */
export function predictedInWords(predicted: Item['predicted']): string | null {
  const [first, ...others] = predicted.map(({ name, probability }) => `${name} ${formatPercent(probability)}`)
  if (first === undefined) return null
  if (predicted[0]?.name !== UNSURE) return [first, ...others].join(', ')
  return others.length === 0
    ? t('review.predictedUnsure', { first })
    : t('review.predictedUnsureList', { first, others: others.join(', ') })
}

/** The category that a classifier takes an item for; null when it is not sure, or there is no prediction. */
export function predictedCategory(predicted: Item['predicted']): string | null {
  const name = predicted[0]?.name ?? null
  return name === UNSURE ? null : name
}
