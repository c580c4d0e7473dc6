import { t } from '../../words/words.ts'
/** What one wrote as thresholds: the numbers, or what is wrong with them. */
export type ParsedThresholds = { readonly values: readonly number[] } | { readonly problem: string }

const MOST_THRESHOLDS = 50

/**
 * Reads thresholds parted by commas or spaces; none is fine and means the usual ones.
 * @param maximum largest that makes sense, inclusive
 */
export function parseThresholds(text: string, maximum: number): ParsedThresholds {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '')
  const values = words.map(Number)
  const wrong = words.find((_, place) => !inRange(values[place] ?? Number.NaN, maximum))
  if (wrong !== undefined) return { problem: t('evaluate.thresholdProblem', { maximum, found: wrong }) }
  if (values.length > MOST_THRESHOLDS)
    return { problem: t('evaluate.tooManyThresholds', { most: MOST_THRESHOLDS, found: values.length }) }
  return { values }
}

function inRange(value: number, maximum: number): boolean {
  return value >= 0 && value <= maximum
}
