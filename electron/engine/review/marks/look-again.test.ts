import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Relation } from '../../../contract/relations.ts'
import type { DirectVerdict } from '../actions/direct-verdict.ts'
import { lookAgain } from './look-again.ts'
import { settle } from '../settlement/settle.ts'
import { isTogether } from '../settlement/verdict-log.fixture.ts'

function verdict(eventId: number, itemA: number, itemB: number, relation: Relation): DirectVerdict {
  const together = isTogether(relation)
  return {
    eventId,
    actionId: eventId,
    itemA,
    itemB,
    relation,
    together,
    variantAxis: null,
    reviewer: '',
    at: '',
  }
}

const even = (): number => 0.5

/** Every set of verdicts, the smaller ones first: the size of the first whose absence leaves no contradiction. */
function smallestByTrying(verdicts: readonly DirectVerdict[]): number {
  const sets = Array.from({ length: 2 ** verdicts.length }, (_, mask) =>
    verdicts.filter((_verdict, place) => (mask >> place) & 1),
  ).toSorted((a, b) => a.length - b.length)
  const enough = sets.find(
    (cut) => settle(verdicts.filter((each) => !cut.includes(each))).contradictions.length === 0,
  )
  return enough?.length ?? 0
}

describe('lookAgain', () => {
  it('asks for the one of three that the evidence speaks against', () => {
    const verdicts = [
      verdict(1, 1, 2, 'same-product'),
      verdict(2, 2, 3, 'same-product'),
      verdict(3, 1, 3, 'different'),
    ]
    const doubtful = lookAgain(verdicts, ({ eventId }) => (eventId === 2 ? 0.9 : 0.1))
    expect(doubtful).toEqual({ verdicts: [verdicts[1]], exact: true })
  })

  it('finds the one wrong link between two products that many verdicts hold apart', () => {
    const verdicts = [
      verdict(1, 1, 2, 'same-product'),
      verdict(2, 3, 4, 'same-product'),
      verdict(3, 1, 3, 'different'),
      verdict(4, 1, 4, 'variant'),
      verdict(5, 2, 4, 'different'),
      verdict(6, 2, 3, 'same-image'),
    ]
    expect(lookAgain(verdicts, even).verdicts.map(({ eventId }) => eventId)).toEqual([6])
  })

  it('finds a set as small as trying every set does, and one that is enough', () => {
    const pair = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .filter(([a, b]) => a < b)
    const said = fc.tuple(pair, fc.constantFrom<Relation>('same-product', 'different'))
    fc.assert(
      fc.property(fc.uniqueArray(said, { maxLength: 8, selector: ([[a, b]]) => `${a} ${b}` }), (chosen) => {
        const verdicts = chosen.map(([[a, b], relation], place) => verdict(place + 1, a, b, relation))
        const { verdicts: found, exact } = lookAgain(verdicts, even)
        expect(exact).toBe(true)
        expect(found.length).toBe(smallestByTrying(verdicts))
        const left = verdicts.filter((each) => !found.includes(each))
        expect(settle(left).contradictions).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})
