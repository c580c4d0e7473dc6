import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settle } from '../review/settlement/settle.ts'
import { ActionLog } from '../review/actions/action-log.ts'
import { arbitrarySteps, isTogether, logOf, said } from '../review/settlement/verdict-log.fixture.ts'
import type { RuledPair } from './find-rule-pairs.ts'
import { planRule } from './plan-rule.ts'
import { proposedVerdict } from './proposed-verdict.ts'

const SAME = { relation: 'same-product', together: true }
const DIFFERENT = { relation: 'different', together: false }

const pairs = (...given: readonly (readonly [number, number])[]): RuledPair[] =>
  given.map(([itemA, itemB], place) => ({ itemA, itemB, score: 1 - place / 100 }))
const recorded = (plan: ReturnType<typeof planRule>): string[] =>
  plan.record.map(({ itemA, itemB }) => `${itemA}-${itemB}`)

describe('planRule', () => {
  it('records what nothing is settled of, and counts what is decided like that already', () => {
    const plan = planRule(pairs([1, 2], [2, 3], [4, 5]), SAME, settle(said([1, 2, 'same-image'])))
    expect(recorded(plan)).toEqual(['2-3', '4-5'])
    expect(plan.decided).toBe(1)
    expect(plan.leftOut).toEqual([])
  })

  it('overrules nobody, not even by what would follow', () => {
    const settlement = settle(said([1, 4, 'different'], [7, 8, 'variant']))
    const plan = planRule(pairs([1, 2], [2, 3], [3, 4], [7, 8]), SAME, settlement)
    expect(recorded(plan)).toEqual(['1-2', '2-3'])
    expect(plan.leftOut).toMatchObject([
      { pair: { itemA: 3, itemB: 4 }, reason: 'verdict', settled: null },
      { pair: { itemA: 7, itemB: 8 }, reason: 'verdict', settled: { relation: 'variant' } },
    ])
  })

  it('leaves a verdict alone that is set aside as a contradiction', () => {
    const settlement = settle(said([1, 2, 'different'], [1, 3, 'same-product'], [2, 3, 'same-product']))
    expect(settlement.contradictions).toHaveLength(1)
    expect(recorded(planRule(pairs([1, 2]), DIFFERENT, settlement))).toEqual([])
  })

  it('makes no product of more listings than the limit', () => {
    const plan = planRule(pairs([1, 2], [2, 3], [3, 4]), SAME, settle([]), { limit: 3 })
    expect(recorded(plan)).toEqual(['1-2', '2-3'])
    expect(plan.leftOut).toMatchObject([{ reason: 'size', size: 4 }])
  })

  it('keeps to what one action can hold', () => {
    const plan = planRule(pairs([1, 2], [3, 4], [5, 6]), SAME, settle([]), { most: 2 })
    expect(recorded(plan)).toEqual(['1-2', '3-4'])
    expect(plan.later).toBe(1)
  })

  it('never makes a contradiction and never takes a verdict out of force', () => {
    const arbitraryPairs = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), {
        selector: ([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`,
        maxLength: 30,
      })
      .map((given) =>
        given.flatMap(([a, b]): (readonly [number, number])[] =>
          a === b ? [] : [[Math.min(a, b), Math.max(a, b)]],
        ),
      )
    const relations = fc.constantFrom('same-product', 'same-image', 'variant', 'different')
    fc.assert(
      fc.property(arbitrarySteps, arbitraryPairs, relations, (steps, given, relation) => {
        const { direct } = new ActionLog(logOf(steps))
        const before = settle(direct, 5)
        const verdict = { relation, together: isTogether(relation) }
        const { record } = planRule(pairs(...given), verdict, before, { limit: 5 })
        const last = Math.max(0, ...direct.map(({ eventId }) => eventId))
        const added = record.map((pair, place) => proposedVerdict({ ...pair, ...verdict }, last + 1 + place))
        const after = settle([...direct, ...added], 5)
        expect(new Set(after.contradictions.map((one) => one.verdict))).toEqual(
          new Set(before.contradictions.map((one) => one.verdict)),
        )
        expect(after.accepted).toHaveLength(before.accepted.length + record.length)
        for (const block of after.blocks.values()) expect(block.length).toBeLessThanOrEqual(5)
      }),
    )
  })
})
