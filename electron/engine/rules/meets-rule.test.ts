import { describe, expect, it } from 'vitest'
import type { RuleCondition } from '../../contract/rules.ts'
import { parseStoredEvidence } from '../match/evidence/stored-evidence.ts'
import { meetsRule } from './meets-rule.ts'

// bytes, phash, image, title, brand, category, price, code, facts, conflicts, pictures, scaled image, meaning
const measured = parseStoredEvidence('[1,4,0.05,0.2,0,1,0.1,0,null,null,1,2,0.05,null]')
const unknown = parseStoredEvidence('[null,null,null,null,null,null,null,null,null,null,null,null,null,null]')

const meets = (conditions: RuleCondition[], measures = measured, score = 0.9): boolean =>
  meetsRule({ conditions }, score, () => measures)

describe('meetsRule', () => {
  it.each<[RuleCondition, boolean]>([
    [{ kind: 'same-bytes' }, false],
    [{ kind: 'same-code' }, true],
    [{ kind: 'same-brand' }, true],
    [{ kind: 'same-category' }, false],
    [{ kind: 'score-at-least', value: 0.9 }, true],
    [{ kind: 'score-at-least', value: 0.91 }, false],
    [{ kind: 'score-at-most', value: 0.9 }, true],
    [{ kind: 'score-at-most', value: 0.89 }, false],
    [{ kind: 'phash-at-most', value: 4 }, true],
    [{ kind: 'phash-at-most', value: 3 }, false],
    [{ kind: 'image-at-most', value: 0.05 }, true],
    [{ kind: 'image-at-most', value: 0.04 }, false],
    [{ kind: 'title-at-most', value: 0.2 }, true],
    [{ kind: 'title-at-most', value: 0.19 }, false],
    [{ kind: 'price-ratio-at-least', value: 0.9 }, true],
    [{ kind: 'price-ratio-at-least', value: 0.91 }, false],
    [{ kind: 'price-ratio-at-most', value: 0.9 }, true],
    [{ kind: 'price-ratio-at-most', value: 0.89 }, false],
  ])('%j: %s', (condition, expected) => {
    expect(meets([condition])).toBe(expected)
  })

  it('takes what is unknown for neither equal nor near nor far', () => {
    const kinds = ['same-bytes', 'same-code', 'same-brand', 'same-category'] as const
    expect(kinds.filter((kind) => meets([{ kind }], unknown))).toEqual([])
    expect(meets([{ kind: 'phash-at-most', value: 64 }], unknown)).toBe(false)
    expect(meets([{ kind: 'price-ratio-at-least', value: 0 }], unknown)).toBe(false)
    expect(meets([{ kind: 'price-ratio-at-most', value: 1 }], unknown)).toBe(false)
  })

  it('asks for all of several conditions, and reads no evidence where the score decides', () => {
    expect(meets([{ kind: 'same-code' }, { kind: 'same-bytes' }])).toBe(false)
    const unread = (): never => {
      throw new Error('the evidence was read')
    }
    expect(
      meetsRule(
        { conditions: [{ kind: 'same-code' }, { kind: 'score-at-least', value: 0.95 }] },
        0.9,
        unread,
      ),
    ).toBe(false)
  })
})
