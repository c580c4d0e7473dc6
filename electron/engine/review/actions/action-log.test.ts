import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ActionLog } from './action-log.ts'
import { pairKey } from '../settlement/pair-key.ts'
import { arbitrarySteps, logOf, step, verdicts, type Step } from '../settlement/verdict-log.fixture.ts'

function relations(log: ActionLog): Record<string, string> {
  return Object.fromEntries(
    log.direct.map((verdict) => [pairKey(verdict.itemA, verdict.itemB), verdict.relation]),
  )
}

const folded = (steps: readonly Step[]): ActionLog => new ActionLog(logOf(steps))

/** Everything that a log tells, so that two can be compared. */
function told(log: ActionLog): unknown {
  return {
    actions: [...log.actions.values()],
    direct: log.direct,
    count: log.directCount,
    ofItems: Array.from({ length: 9 }, (_, item) =>
      [...log.verdictsOf(item + 1)].toSorted((a, b) => a.eventId - b.eventId),
    ),
    touching: Array.from({ length: 9 }, (_, item) => log.touching(item + 1).map(({ id }) => id)),
    next: ['Ada', 'Ben'].map((name) => [log.nextUndo(name), log.nextRedo(name)]),
    newestFirst: [...log.newestFirst()].map(({ id }) => id),
  }
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

describe('ActionLog', () => {
  it('lets the newest verdict of a pair win, whichever way round the pair was given', () => {
    const log = folded([verdicts('Ada', [1, 2, 'same-product']), verdicts('Ben', [2, 1, 'different'])])
    expect(relations(log)).toEqual({ '1:2': 'different' })
  })

  it('brings the older verdict back when the newer is undone', () => {
    const steps = [
      verdicts('Ada', [1, 2, 'same-product']),
      verdicts('Ben', [1, 2, 'different']),
      step('Ben', 'undo'),
    ]
    expect(relations(folded(steps))).toEqual({ '1:2': 'same-product' })
  })

  it('takes back and puts back all verdicts of an action at once', () => {
    const steps = [verdicts('Ada', [1, 2, 'same-product'], [1, 3, 'different']), step('Ada', 'undo')]
    expect(relations(folded(steps))).toEqual({})
    expect(relations(folded([...steps, step('Ada', 'redo')]))).toEqual({
      '1:2': 'same-product',
      '1:3': 'different',
    })
  })

  it('has nothing to redo after a new action, but leaves the other reviewer’s redo alone', () => {
    const log = folded([
      verdicts('Ada', [1, 2, 'same-product']),
      verdicts('Ben', [3, 4, 'different']),
      step('Ada', 'undo'),
      step('Ben', 'undo'),
      verdicts('Ada', [5, 6, 'variant']),
    ])
    expect(log.nextRedo('Ada')).toBeNull()
    expect(log.nextRedo('Ben')).toBe(2)
  })

  it('counts a skip as an action that can be undone', () => {
    const log = folded([verdicts('Ada', [1, 2, 'same-product']), step('Ada', 'skip')])
    expect(log.nextUndo('Ada')).toBe(2)
    expect(log.actions.get(2)).toMatchObject({ kind: 'skip', verdicts: [], inForce: true })
  })

  it('changes nothing for an undo of what is undone already or was never recorded', () => {
    const logged = logOf([verdicts('Ada', [1, 2, 'same-product']), step('Ada', 'undo')])
    const again = logged.slice(1).map((action) => ({ ...action, id: 3 }))
    const unknown = logged.slice(1).map((action) => ({ ...action, id: 4, targetActionId: 99 }))
    expect(told(new ActionLog([...logged, ...again, ...unknown]))).toEqual(told(new ActionLog(logged)))
  })

  it('refuses actions out of order', () => {
    const logged = logOf([verdicts('Ada', [1, 2, 'same-product']), step('Ada', 'skip')])
    expect(() => new ActionLog(logged.toReversed())).toThrow(
      /Expected an action after action 2 but received action 1/,
    )
  })

  it('says of which items another verdict is in force than before', () => {
    const logged = logOf([
      verdicts('Ada', [1, 2, 'same-product'], [3, 4, 'different']),
      verdicts('Ben', [1, 2, 'variant']),
      step('Ada', 'undo'),
    ])
    const log = new ActionLog()
    expect(logged.map((action) => [...log.append([action])].toSorted((a, b) => a - b))).toEqual([
      [1, 2, 3, 4],
      [1, 2],
      [3, 4],
    ])
  })

  it('agrees with a plain model for any interleaving of two reviewers', () => {
    fc.assert(
      fc.property(arbitrarySteps, (steps) => {
        expect(relations(folded(steps))).toEqual(expectedRelations(steps))
      }),
      { numRuns: 300 },
    )
  })

  it('comes to the empty state when everything is undone, and back when everything is redone', () => {
    fc.assert(
      fc.property(arbitrarySteps, (steps) => {
        const times = (does: 'undo' | 'redo'): Step[] =>
          ['Ada', 'Ben'].flatMap((reviewer) => steps.map(() => step(reviewer, does)))
        // What was undone on the way is not to come back: only what is in force is looked at.
        const before = folded([...steps, ...times('redo')])
        const undone = folded([...steps, ...times('redo'), ...times('undo')])
        expect(undone.direct).toEqual([])
        expect(['Ada', 'Ben'].map((name) => undone.nextUndo(name))).toEqual([null, null])
        const redone = folded([...steps, ...times('redo'), ...times('undo'), ...times('redo')])
        expect(relations(redone)).toEqual(relations(before))
      }),
    )
  })

  it('is the same after an undo and a redo as before', () => {
    fc.assert(
      fc.property(arbitrarySteps, fc.constantFrom('Ada', 'Ben'), (steps, reviewer) => {
        const before = folded(steps)
        fc.pre(before.nextUndo(reviewer) !== null)
        expect(told(folded([...steps, step(reviewer, 'undo'), step(reviewer, 'redo')]))).toEqual(told(before))
      }),
    )
  })

  it('comes to the same folded piece by piece as at once', () => {
    fc.assert(
      fc.property(arbitrarySteps, fc.array(fc.nat(40)), (steps, cuts) => {
        const logged = logOf(steps)
        const places = [...cuts, logged.length]
          .map((cut) => Math.min(cut, logged.length))
          .toSorted((a, b) => a - b)
        const log = new ActionLog()
        let from = 0
        for (const place of places) {
          log.append(logged.slice(from, place))
          from = place
        }
        expect(told(log)).toEqual(told(new ActionLog(logged)))
      }),
    )
  })
})
