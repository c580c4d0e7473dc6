import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldVerdicts, nextRedo, nextUndo, NOTHING_FOLDED } from './fold-verdicts.ts'
import { pairKey } from './pair-key.ts'
import { arbitrarySteps, logOf, step, verdicts, type Step } from './verdict-log.fixture.ts'
import type { VerdictEvent } from './verdict-event.ts'

function relations(events: readonly VerdictEvent[]): Record<string, string> {
  const { direct } = foldVerdicts(events)
  return Object.fromEntries(
    direct.map((verdict) => [pairKey(verdict.itemA, verdict.itemB), verdict.relation]),
  )
}

/** The plainest fold there is, over whole histories and by another way: a list of actions in force, cut and put back. */
function expectedRelations(steps: readonly Step[]): Record<string, string> {
  const done: { place: number; reviewer: string; step: Step }[] = []
  const undone: typeof done = []
  for (const [place, current] of steps.entries()) {
    const { reviewer, does } = current
    const mine = (entry: { reviewer: string }) => entry.reviewer === reviewer
    if (does === 'undo' || does === 'redo') {
      const [from, to] = does === 'undo' ? [done, undone] : [undone, done]
      const last = from.findLastIndex(mine)
      if (last !== -1) to.push(...from.splice(last, 1))
      done.sort((a, b) => a.place - b.place)
    } else {
      done.push({ place, reviewer, step: current })
      while (undone.some(mine)) undone.splice(undone.findIndex(mine), 1)
    }
  }
  const given = done.filter((entry) => entry.step.does === 'verdict').flatMap((entry) => entry.step.verdicts)
  return Object.fromEntries(given.map(([a, b, relation]) => [pairKey(a, b), relation]))
}

describe('foldVerdicts', () => {
  it('lets the newest verdict of a pair win, whichever way round the pair was given', () => {
    const log = logOf([verdicts('Ada', [1, 2, 'same-product']), verdicts('Ben', [2, 1, 'different'])])
    expect(relations(log)).toEqual({ '1:2': 'different' })
  })

  it('brings the older verdict back when the newer is undone', () => {
    const log = logOf([
      verdicts('Ada', [1, 2, 'same-product']),
      verdicts('Ada', [1, 2, 'different']),
      step('Ada', 'undo'),
    ])
    expect(relations(log)).toEqual({ '1:2': 'same-product' })
  })

  it('undoes the reviewer’s own last action, not that of another', () => {
    const log = logOf([
      verdicts('Ada', [1, 2, 'same-product']),
      verdicts('Ben', [3, 4, 'different']),
      step('Ada', 'undo'),
    ])
    expect(relations(log)).toEqual({ '3:4': 'different' })
  })

  it('takes back and puts back all verdicts of an action at once', () => {
    const steps = [verdicts('Ada', [1, 2, 'same-product'], [1, 3, 'different']), step('Ada', 'undo')]
    expect(relations(logOf(steps))).toEqual({})
    expect(relations(logOf([...steps, step('Ada', 'redo')]))).toEqual({
      '1:2': 'same-product',
      '1:3': 'different',
    })
  })

  it('has nothing to redo after a new action, but leaves the other reviewer’s redo alone', () => {
    const log = logOf([
      verdicts('Ada', [1, 2, 'same-product']),
      verdicts('Ben', [3, 4, 'different']),
      step('Ada', 'undo'),
      step('Ben', 'undo'),
      verdicts('Ada', [5, 6, 'variant']),
    ])
    const folded = foldVerdicts(log)
    expect(nextRedo(folded, 'Ada')).toBeNull()
    expect(nextRedo(folded, 'Ben')).toBe(2)
  })

  it('counts a skip as an action that can be undone', () => {
    const folded = foldVerdicts(logOf([verdicts('Ada', [1, 2, 'same-product']), step('Ada', 'skip')]))
    expect(nextUndo(folded, 'Ada')).toBe(2)
    expect(folded.actions.get(2)).toMatchObject({ kind: 'skip', verdicts: [], inForce: true })
  })

  it('changes nothing for an undo of what is undone already or was never recorded', () => {
    const log = logOf([verdicts('Ada', [1, 2, 'same-product']), step('Ada', 'undo')])
    const again = log.slice(1).map((event) => ({ ...event, id: event.id + 1 }))
    const unknown = log.slice(1).map((event) => ({ ...event, id: event.id + 2, targetActionId: 99 }))
    const once = foldVerdicts(log)
    expect(foldVerdicts([...log, ...again, ...unknown])).toEqual({ ...once, lastEventId: 4 })
  })

  it('refuses events out of order and verdicts that name no pair', () => {
    const log = logOf([verdicts('Ada', [1, 2, 'same-product']), step('Ada', 'skip')])
    expect(() => foldVerdicts(log.toReversed())).toThrow(
      /Expected an event after event 2 but received event 1/,
    )
    expect(() => foldVerdicts(log.map((event) => ({ ...event, itemB: null })))).toThrow(RangeError)
    expect(() => foldVerdicts(log.map((event) => ({ ...event, itemB: event.itemA })))).toThrow(RangeError)
  })

  it('agrees with a plain model for any interleaving of two reviewers', () => {
    fc.assert(
      fc.property(arbitrarySteps, (steps) => {
        expect(relations(logOf(steps))).toEqual(expectedRelations(steps))
      }),
      { numRuns: 300 },
    )
  })

  it('comes to the empty state when everything is undone', () => {
    fc.assert(
      fc.property(arbitrarySteps, (steps) => {
        const undos = (reviewer: string) => steps.map(() => step(reviewer, 'undo'))
        const folded = foldVerdicts(logOf([...steps, ...undos('Ada'), ...undos('Ben')]))
        expect(folded.direct).toEqual([])
        expect([nextUndo(folded, 'Ada'), nextUndo(folded, 'Ben')]).toEqual([null, null])
      }),
    )
  })

  it('is the same after an undo and a redo as before', () => {
    fc.assert(
      fc.property(arbitrarySteps, fc.constantFrom('Ada', 'Ben'), (steps, reviewer) => {
        const before = logOf(steps)
        fc.pre(nextUndo(foldVerdicts(before), reviewer) !== null)
        const after = foldVerdicts(logOf([...steps, step(reviewer, 'undo'), step(reviewer, 'redo')]))
        expect({ ...after, lastEventId: 0 }).toEqual({ ...foldVerdicts(before), lastEventId: 0 })
      }),
    )
  })

  it('comes to the same folded piece by piece as at once, and leaves the earlier state as it was', () => {
    fc.assert(
      fc.property(arbitrarySteps, fc.array(fc.nat(160)), (steps, cuts) => {
        const log = logOf(steps)
        const places = [...cuts.map((cut) => Math.min(cut, log.length)), log.length].toSorted((a, b) => a - b)
        let folded = NOTHING_FOLDED
        let from = 0
        for (const place of places) {
          const copy = structuredClone(folded)
          const next = foldVerdicts(log.slice(from, place), folded)
          expect(folded).toEqual(copy)
          folded = next
          from = place
        }
        expect(folded).toEqual(foldVerdicts(log))
      }),
    )
  })
})
