import type { RuleCondition } from '../../contract/rules.ts'
import { UsageError } from './usage.ts'

const EQUALITIES: Readonly<Record<string, RuleCondition>> = {
  bytes: { kind: 'same-bytes' },
  code: { kind: 'same-code' },
  brand: { kind: 'same-brand' },
  category: { kind: 'same-category' },
}

const LIMITS = {
  'score>=': ['score-at-least', 1],
  'score<=': ['score-at-most', 1],
  'phash<=': ['phash-at-most', 64],
  'image<=': ['image-at-most', 2],
  'title<=': ['title-at-most', 1],
  'price>=': ['price-ratio-at-least', 1],
  'price<=': ['price-ratio-at-most', 1],
} as const satisfies Record<string, readonly [RuleCondition['kind'], number]>

/**
 * Conditions as they are typed: "score>=0.99,code,phash<=6".
 * @throws UsageError naming the part that is none
 */
export function readConditions(text: string): RuleCondition[] {
  return text.split(',').map((part) => readCondition(part.trim()))
}

function readCondition(part: string): RuleCondition {
  const equality = Object.hasOwn(EQUALITIES, part) ? EQUALITIES[part] : undefined
  if (equality !== undefined) return equality
  const [, name = '', number = ''] = /^([a-z]+[<>]=)\s*(\S+)$/.exec(part.replaceAll(/\s+(?=[<>])/g, '')) ?? []
  const limit = Object.entries(LIMITS).find(([known]) => known === name)?.[1]
  if (limit === undefined)
    throw new UsageError(
      `Expected --when to give conditions like ${[...Object.keys(EQUALITIES), ...Object.keys(LIMITS).map((known) => `${known}N`)].join(', ')} but received “${part}”`,
    )
  const [kind, maximum] = limit
  const value = Number(number)
  const isWhole = kind !== 'phash-at-most' || Number.isInteger(value)
  if (number === '' || !(value >= 0 && value <= maximum) || !isWhole)
    throw new UsageError(
      `Expected ${name} to be followed by a ${kind === 'phash-at-most' ? 'whole ' : ''}number from 0 to ${maximum} but received “${number}”`,
    )
  return { kind, value }
}
