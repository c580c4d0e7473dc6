import { array, assert, integer, property, uniqueArray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { weakBridges, type EvidencePair } from './weak-bridges.ts'

const nothing = (): boolean => false

describe('weakBridges', () => {
  it('finds the one pair between two clusters, with the smaller part', () => {
    const pairs = [
      { itemA: 1, itemB: 2, score: 0.9 },
      { itemA: 1, itemB: 3, score: 0.9 },
      { itemA: 2, itemB: 3, score: 0.8 },
      { itemA: 3, itemB: 4, score: 0.6 },
    ]
    expect(weakBridges([1, 2, 3, 4], pairs, nothing)).toEqual([{ itemA: 3, itemB: 4, score: 0.6, part: [4] }])
  })

  it('finds none on a ring, and every pair of a star, the weakest first', () => {
    const ring = [1, 2, 3, 4].map((item) => ({ itemA: item, itemB: (item % 4) + 1, score: 0.9 }))
    expect(weakBridges([1, 2, 3, 4], ring, nothing)).toEqual([])
    const star = [
      { itemA: 1, itemB: 2, score: 0.9 },
      { itemA: 1, itemB: 3, score: 0.7 },
    ]
    expect(weakBridges([1, 2, 3], star, nothing).map(({ itemB }) => itemB)).toEqual([3, 2])
  })

  it('takes verdicts for links, and no settled pair for a bridge', () => {
    const star = [
      { itemA: 1, itemB: 2, score: 0.9 },
      { itemA: 1, itemB: 3, score: 0.7 },
    ]
    const together = (a: number, b: number): boolean => a + b === 5
    expect(weakBridges([1, 2, 3], star, together)).toEqual([])
    expect(weakBridges([1, 2], star.slice(0, 1), nothing)).toEqual([])
  })

  it('says the same as cutting every pair on trial', () => {
    const item = integer({ min: 1, max: 12 })
    const pair = array(item, { minLength: 2, maxLength: 2 }).map(([a = 1, b = 2]): EvidencePair => {
      const itemB = Math.max(a, b, 2)
      return { itemA: Math.min(a, b, itemB - 1), itemB, score: ((a * 7 + b * 3) % 50) / 100 + 0.5 }
    })
    const pairs = uniqueArray(pair, { maxLength: 20, selector: ({ itemA, itemB }) => `${itemA} ${itemB}` })
    const settled = array(
      array(item, { minLength: 2, maxLength: 2 }).map(([a = 1, b = 2]) => [a, b] as const),
    )
    const members = Array.from({ length: 12 }, (_, n) => n + 1)
    assert(
      property(pairs, settled, (evidence, said) => {
        const together = (a: number, b: number): boolean =>
          said.some(([c, d]) => (c === a && d === b) || (c === b && d === a))
        const settledLinks = members.flatMap((a) =>
          members.filter((b) => a < b && together(a, b)).map((b) => [a, b] as const),
        )
        const expected = evidence
          .filter(({ itemA, itemB }) => !together(itemA, itemB))
          .filter((cut) => {
            const left = evidence
              .filter((kept) => kept !== cut)
              .map(({ itemA, itemB }) => [itemA, itemB] as const)
            const reached = new Set([cut.itemA])
            // A set hands out what is added while it is walked.
            for (const at of reached)
              for (const link of [...left, ...settledLinks])
                if (link.includes(at)) link.forEach((end) => reached.add(end))
            return !reached.has(cut.itemB)
          })
        const found = weakBridges(members, evidence, together)
        expect(new Set(found.map(({ itemA, itemB }) => `${itemA} ${itemB}`))).toEqual(
          new Set(expected.map(({ itemA, itemB }) => `${itemA} ${itemB}`)),
        )
        for (const { itemA, itemB, part } of found)
          expect(part.includes(itemA), `${itemA} ${itemB}`).not.toBe(part.includes(itemB))
      }),
    )
  })
})
