import type { RuleCondition, RuleConditionKind, SavedRule } from '../../../electron/contract/rules.ts'
import { t, type WordKey } from '../../words/words.ts'

interface KindLook {
  readonly title: WordKey
  /** null: there is nothing to set. */
  readonly limit: { readonly most: number; readonly step: number; readonly usual: number } | null
}

/** Every kind of condition, in the order it is offered. */
export const CONDITION_KINDS: Readonly<Record<RuleConditionKind, KindLook>> = {
  'same-bytes': { title: 'rules.kindSameBytes', limit: null },
  'score-at-least': { title: 'rules.kindScoreAtLeast', limit: { most: 1, step: 0.01, usual: 0.99 } },
  'score-at-most': { title: 'rules.kindScoreAtMost', limit: { most: 1, step: 0.01, usual: 0.02 } },
  'same-code': { title: 'rules.kindSameCode', limit: null },
  'same-brand': { title: 'rules.kindSameBrand', limit: null },
  'same-category': { title: 'rules.kindSameCategory', limit: null },
  'phash-at-most': { title: 'rules.kindPhashAtMost', limit: { most: 64, step: 1, usual: 4 } },
  'image-at-most': { title: 'rules.kindImageAtMost', limit: { most: 2, step: 0.01, usual: 0.05 } },
  'title-at-most': { title: 'rules.kindTitleAtMost', limit: { most: 1, step: 0.01, usual: 0.1 } },
  'price-ratio-at-least': {
    title: 'rules.kindPriceRatioAtLeast',
    limit: { most: 1, step: 0.01, usual: 0.95 },
  },
  'price-ratio-at-most': { title: 'rules.kindPriceRatioAtMost', limit: { most: 1, step: 0.01, usual: 0.5 } },
}

/** A condition of a kind with its usual limit. */
export function usualCondition(kind: RuleConditionKind): RuleCondition {
  return conditionOf(kind, CONDITION_KINDS[kind].limit?.usual ?? 0)
}

export function conditionOf(kind: RuleConditionKind, value: number): RuleCondition {
  switch (kind) {
    case 'same-bytes':
    case 'same-code':
    case 'same-brand':
    case 'same-category':
      return { kind }
    case 'score-at-least':
    case 'score-at-most':
    case 'phash-at-most':
    case 'image-at-most':
    case 'title-at-most':
    case 'price-ratio-at-least':
    case 'price-ratio-at-most':
      return { kind, value }
  }
}

const READY_MADE: Readonly<Record<string, WordKey>> = {
  'identical-bytes': 'rules.identicalBytes',
  'sure-score-and-code': 'rules.sureScoreAndCode',
}

/** A ready-made rule in the language that is shown; the curator's own as they called it. */
export function ruleTitle({ id, name, readyMade }: Pick<SavedRule, 'id' | 'name' | 'readyMade'>): string {
  const key = readyMade && Object.hasOwn(READY_MADE, id) ? READY_MADE[id] : undefined
  return key === undefined ? name : t(key)
}
