import type { Rule, RuleCondition } from '../../contract/rules.ts'
import type { PairMeasures } from '../match/evidence/measure-pair.ts'

/** Whether a pair meets every condition. What was not measured of it meets none: unknown is not equal. */
export function meetsRule(
  { conditions }: Pick<Rule, 'conditions'>,
  score: number,
  measures: () => PairMeasures,
): boolean {
  // Most pairs are told apart by their score, before their evidence is read at all.
  if (!conditions.every((condition) => meetsScore(condition, score))) return false
  return conditions.every((condition) => meetsMeasure(condition, measures))
}

function meetsScore(condition: RuleCondition, score: number): boolean {
  if (condition.kind === 'score-at-least') return score >= condition.value
  return condition.kind === 'score-at-most' ? score <= condition.value : true
}

function meetsMeasure(condition: RuleCondition, measures: () => PairMeasures): boolean {
  switch (condition.kind) {
    case 'score-at-least':
    case 'score-at-most':
      return true
    case 'same-bytes':
      return measures().bytes === 0
    case 'same-code':
      return measures().code === 0
    case 'same-brand':
      return measures().brand === 0
    case 'same-category':
      return measures().category === 0
    case 'phash-at-most':
      return isAtMost(measures().phash, condition.value)
    case 'image-at-most':
      return isAtMost(measures().image, condition.value)
    case 'title-at-most':
      return isAtMost(measures().title, condition.value)
    // The evidence keeps 1 - ratio, to five digits.
    case 'price-ratio-at-least':
      return isAtMost(measures().price, 1 - condition.value + ROUNDING)
    case 'price-ratio-at-most':
      return isAtMost(1 - condition.value - ROUNDING, measures().price)
  }
}

const ROUNDING = 1e-9

function isAtMost(value: number | null, limit: number | null): boolean {
  return value !== null && limit !== null && value <= limit
}
