import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ActionLog } from '../actions/action-log.ts'
import { knots } from './knots.ts'
import { LiveSettlement } from './live-settlement.ts'
import { settle, type Settlement } from './settle.ts'
import { arbitrarySteps, logOf } from './verdict-log.fixture.ts'

const ITEMS = Array.from({ length: 10 }, (_, item) => item + 1)

/** Everything that a settlement tells, so that two can be compared. */
function told(settlement: Settlement): unknown {
  const { blockOf, blocks, accepted, contradictions, mustLink, cannotLink } = settlement
  return {
    blockOf: [...blockOf].toSorted(([a], [b]) => a - b),
    blocks: [...blocks].toSorted(([a], [b]) => a - b),
    accepted,
    contradictions,
    mustLink,
    cannotLink,
    relations: ITEMS.flatMap((a) => ITEMS.map((b) => settlement.relationOf(a, b))),
    acceptedOf: ITEMS.map((item) =>
      [...settlement.acceptedOf(item)].toSorted((a, b) => a.eventId - b.eventId),
    ),
  }
}

describe('LiveSettlement', () => {
  it('is after every action what settling all verdicts at once comes to', () => {
    fc.assert(
      fc.property(arbitrarySteps, (steps) => {
        const log = new ActionLog()
        const live = new LiveSettlement(log)
        for (const action of logOf(steps)) {
          live.update(log.append([action]))
          expect(told(live)).toEqual(told(settle(log.direct)))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is the same opened anew as followed step by step', () => {
    fc.assert(
      fc.property(arbitrarySteps, (steps) => {
        const logged = logOf(steps)
        const log = new ActionLog()
        const live = new LiveSettlement(log)
        for (const action of logged) live.update(log.append([action]))
        expect(told(new LiveSettlement(new ActionLog(logged)))).toEqual(told(live))
      }),
    )
  })

  it('finds the contradictions that concern some items, and a set of verdicts that undoes each', () => {
    fc.assert(
      fc.property(arbitrarySteps, fc.subarray(ITEMS), (steps, items) => {
        const log = new ActionLog(logOf(steps))
        const live = new LiveSettlement(log)
        const concerns = live.contradictions.filter(
          ({ verdict }) => items.includes(verdict.itemA) || items.includes(verdict.itemB),
        )
        expect(live.contradictionsOf(items)).toEqual(concerns)
        expect(live.contradictionCount).toBe(live.contradictions.length)
        const again = new Set(knots(live.contradictions, live, () => 0.5).flatMap(({ verdicts }) => verdicts))
        expect(settle(log.direct.filter((verdict) => !again.has(verdict))).contradictions).toEqual([])
      }),
    )
  })
})
