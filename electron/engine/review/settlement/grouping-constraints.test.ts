import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ActionLog } from '../actions/action-log.ts'
import { groupingConstraints } from './grouping-constraints.ts'
import { pairKey } from './pair-key.ts'
import { settle } from './settle.ts'
import { arbitrarySteps, logOf } from './verdict-log.fixture.ts'

describe('groupingConstraints', () => {
  it('holds together and apart the listings that take part as all verdicts do, by way of absent ones too', () => {
    const items = fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    fc.assert(
      fc.property(arbitrarySteps, items, (steps, present) => {
        const settlement = settle(new ActionLog(logOf(steps)).direct)
        const { mustLink, cannotLink } = groupingConstraints(settlement, new Set(present))
        const apart = new Set(cannotLink.map(([a, b]) => pairKey(blockOf(a), blockOf(b))))
        for (const a of present)
          for (const b of present) {
            const settled = settlement.relationOf(a, b)
            expect(blockOf(a) === blockOf(b)).toBe(a === b || settled?.together === true)
            expect(apart.has(pairKey(blockOf(a), blockOf(b)))).toBe(settled?.together === false)
          }
        /** The smallest listing that these links hold together with this one. */
        function blockOf(item: number): number {
          const linked = new Set([item])
          for (const each of linked)
            for (const [a, b] of mustLink) if (a === each || b === each) linked.add(a).add(b)
          return Math.min(...linked)
        }
      }),
    )
  })
})
