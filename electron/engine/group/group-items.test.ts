import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupItems, type Group, type GroupInput, type ItemPair } from './group-items.ts'

type Scored = readonly [itemA: number, itemB: number, score: number]

function group(scored: readonly Scored[], options: Partial<Omit<GroupInput, 'pairs'>> = {}): Group[] {
  return groupItems({
    pairs: {
      a: Uint32Array.from(scored, ([a]) => a),
      b: Uint32Array.from(scored, ([, b]) => b),
      score: Float32Array.from(scored, ([, , score]) => score),
    },
    threshold: 0.5,
    mustLink: [],
    cannotLink: [],
    ...options,
  })
}

describe('groupItems', () => {
  it('proposes nothing when no pair reaches the threshold', () => {
    expect(group([[1, 2, 0.49]])).toEqual([])
  })

  it('takes a score that equals the threshold', () => {
    expect(group([[1, 2, 0.9]], { threshold: 0.9 })).toHaveLength(1)
  })

  it('represents a group by the item that all others resemble and orders members by their score', () => {
    const groups = group([
      [7, 3, 0.8],
      [7, 5, 0.9],
      [3, 5, 0.1],
    ])
    expect(groups).toEqual([
      { representative: 7, members: [7, 5, 3], scores: [1, Math.fround(0.9), Math.fround(0.8)] },
    ])
  })

  it('lets the most wanted of the members stand for a group, and changes nothing about who belongs to it', () => {
    const scored: Scored[] = [
      [7, 3, 0.8],
      [7, 5, 0.9],
      [3, 5, 0.1],
      [8, 9, 0.7],
    ]
    const groups = group(scored, { representatives: [99, 3, 5] })
    expect(groups).toEqual([
      { representative: 3, members: [3, 7, 5], scores: [1, Math.fround(0.8), Math.fround(0.1)] },
      { representative: 8, members: [8, 9], scores: [1, Math.fround(0.7)] },
    ])
  })

  it('does not chain look-alikes that resemble nobody in common', () => {
    const groups = group([
      [1, 2, 0.9],
      [2, 3, 0.8],
      [3, 4, 0.85],
    ])
    expect(groups.map(({ members }) => members)).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  it('keeps confirmed items together whatever they score', () => {
    const [only] = group([[1, 2, 0.01]], { mustLink: [[1, 2]] })
    expect(only).toEqual({ representative: 1, members: [1, 2], scores: [1, Math.fround(0.01)] })
  })

  it('keeps confirmed items together that were never measured', () => {
    expect(group([], { mustLink: [[4, 9]] })).toEqual([
      { representative: 4, members: [4, 9], scores: [1, 0] },
    ])
  })

  it('lets a confirmed item vouch for those it was confirmed with', () => {
    const groups = group([[1, 2, 0.9]], { mustLink: [[2, 3]] })
    expect(groups).toHaveLength(1)
    expect(groups[0]?.members.toSorted((a, b) => a - b)).toEqual([1, 2, 3])
  })

  it('keeps rejected items apart, also through others', () => {
    const groups = group(
      [
        [1, 2, 0.9],
        [2, 3, 0.8],
        [1, 3, 0.99],
      ],
      { cannotLink: [[3, 1]] },
    )
    expect(groups.map(({ members }) => members)).toEqual([[1, 2]])
  })

  it('leaves out items that take no part', () => {
    const groups = group(
      [
        [1, 2, 0.9],
        [2, 3, 0.8],
      ],
      { items: Uint32Array.of(2, 3) },
    )
    expect(groups.map(({ members }) => members)).toEqual([[2, 3]])
    expect(() => group([], { items: Uint32Array.of(2), mustLink: [[2, 3]] })).toThrow('item 3 does not')
  })

  it('says which items are confirmed and rejected at once', () => {
    const contradiction = () =>
      group([], {
        mustLink: [
          [1, 2],
          [2, 3],
        ],
        cannotLink: [[1, 3]],
      })
    expect(contradiction).toThrow('items 1 and 3 are rejected and confirmed at once')
  })

  it('refuses a confirmed block over the limit', () => {
    const block = () =>
      group([], {
        mustLink: [
          [1, 2],
          [2, 3],
        ],
        limit: 2,
      })
    expect(block).toThrow('Expected at most 2 items confirmed as one product but received 3')
  })

  it.each([Number.NaN, -0.1, 1.1])('refuses a threshold of %s', (threshold) => {
    expect(() => group([], { threshold })).toThrow('Expected a threshold between 0 and 1')
  })

  it('cuts a chain of 10,000 look-alikes into groups that agree with their representatives', () => {
    const scored: Scored[] = []
    for (let item = 1; item <= 10_000; item += 1) {
      for (let step = 1; step <= 30 && item + step <= 10_000; step += 1) {
        scored.push([item, item + step, 1 - step / 100])
      }
    }
    const groups = group(scored, { threshold: 0.7 })
    expect(groups.length).toBeGreaterThan(150)
    for (const { members, scores } of groups) {
      expect(members.length).toBeLessThanOrEqual(50)
      expect(scores.slice(1).every((score) => score >= Math.fround(0.7))).toBe(true)
    }
  })

  it('cuts 60 items that all resemble each other at the limit', () => {
    const scored: Scored[] = []
    for (let a = 1; a <= 60; a += 1) for (let b = a + 1; b <= 60; b += 1) scored.push([a, b, 0.9])
    const sizes = group(scored).map(({ members }) => members.length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(50)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(60)
  })
})

const LIMIT = 5
const THRESHOLD = 0.6

/** Pairs among 14 items, confirmed blocks cut from a random order of them, and rejected pairs across blocks. */
const cases = fc
  .record({
    scored: fc.uniqueArray(
      fc.tuple(
        fc.integer({ min: 1, max: 14 }),
        fc.integer({ min: 1, max: 14 }),
        fc.float({ min: 0, max: 1, noNaN: true }),
      ),
      {
        selector: ([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`,
        maxLength: 90,
      },
    ),
    order: fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14], { maxLength: 9 }),
    cuts: fc.array(fc.integer({ min: 1, max: LIMIT }), { minLength: 9, maxLength: 9 }),
    rejected: fc.array(fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 })), {
      maxLength: 8,
    }),
  })
  .map(({ scored, order, cuts, rejected }) => {
    const blocks: number[][] = []
    const rest = [...order]
    for (const cut of cuts) if (rest.length > 0) blocks.push(rest.splice(0, cut))
    const blockOf = (item: number) => blocks.findIndex((block) => block.includes(item))
    const mustLink = blocks.flatMap((block) =>
      block.slice(1).map((item, place): ItemPair => [block[place] ?? 0, item]),
    )
    const cannotLink = rejected.filter(
      ([a, b]) => a !== b && (blockOf(a) === -1 || blockOf(a) !== blockOf(b)),
    )
    return { scored: scored.filter(([a, b]) => a !== b), blocks, mustLink, cannotLink }
  })

function scoreBetween(scored: readonly Scored[], itemA: number, itemB: number): number {
  const found = scored.find(([a, b]) => (a === itemA && b === itemB) || (a === itemB && b === itemA))
  return found === undefined ? -1 : Math.fround(found[2])
}

describe('groupItems, for any pairs and consistent verdicts', () => {
  it('puts every item into at most one group, of 2 to the limit', () => {
    fc.assert(
      fc.property(cases, ({ scored, mustLink, cannotLink }) => {
        const groups = group(scored, { threshold: THRESHOLD, mustLink, cannotLink, limit: LIMIT })
        const members = groups.flatMap((one) => one.members)
        expect(new Set(members).size).toBe(members.length)
        for (const one of groups) {
          expect(one.members.length).toBeGreaterThanOrEqual(2)
          expect(one.members.length).toBeLessThanOrEqual(LIMIT)
          expect(one.members[0]).toBe(one.representative)
          expect(one.scores).toHaveLength(one.members.length)
        }
      }),
    )
  })

  it('keeps every member in agreement with its representative', () => {
    fc.assert(
      fc.property(cases, ({ scored, blocks, mustLink, cannotLink }) => {
        const groups = group(scored, { threshold: THRESHOLD, mustLink, cannotLink, limit: LIMIT })
        for (const { representative, members } of groups) {
          for (const member of members.slice(1)) {
            const block = blocks.find((one) => one.includes(member)) ?? [member]
            const agrees = block.some(
              (item) => scoreBetween(scored, item, representative) >= Math.fround(THRESHOLD),
            )
            expect(agrees || block.includes(representative)).toBe(true)
          }
        }
      }),
    )
  })

  it('keeps confirmed items together and rejected items apart', () => {
    fc.assert(
      fc.property(cases, ({ scored, mustLink, cannotLink }) => {
        const groups = group(scored, { threshold: THRESHOLD, mustLink, cannotLink, limit: LIMIT })
        const groupOf = (item: number) => groups.findIndex(({ members }) => members.includes(item))
        for (const [a, b] of mustLink) {
          expect(groupOf(a)).not.toBe(-1)
          expect(groupOf(a)).toBe(groupOf(b))
        }
        for (const [a, b] of cannotLink) expect(groupOf(a) === -1 || groupOf(a) !== groupOf(b)).toBe(true)
      }),
    )
  })

  it('groups the best pair of all unless a verdict forbids it', () => {
    fc.assert(
      fc.property(cases, ({ scored }) => {
        const best = scored.toSorted(
          (x, y) =>
            Math.fround(y[2]) - Math.fround(x[2]) ||
            Math.min(x[0], x[1]) - Math.min(y[0], y[1]) ||
            Math.max(x[0], x[1]) - Math.max(y[0], y[1]),
        )[0]
        fc.pre(best !== undefined && best[2] >= Math.fround(THRESHOLD))
        const groups = group(scored, { threshold: THRESHOLD, limit: LIMIT })
        expect(groups.some(({ members }) => members.includes(best[0]) && members.includes(best[1]))).toBe(
          true,
        )
      }),
    )
  })

  it('gives the same groups in whatever order pairs and verdicts come', () => {
    fc.assert(
      fc.property(cases, fc.infiniteStream(fc.nat()), ({ scored, mustLink, cannotLink }, chance) => {
        const shuffled = <T>(values: readonly T[]): T[] =>
          values
            .map((value) => ({ value, key: chance.next().value ?? 0 }))
            .toSorted((x, y) => x.key - y.key)
            .map(({ value }) => value)
        const turned = scored.map(([a, b, score], place): Scored =>
          place % 2 === 0 ? [b, a, score] : [a, b, score],
        )
        const options = { threshold: THRESHOLD, limit: LIMIT }
        expect(
          group(shuffled(turned), {
            ...options,
            mustLink: shuffled(mustLink),
            cannotLink: shuffled(cannotLink),
          }),
        ).toEqual(group(scored, { ...options, mustLink, cannotLink }))
      }),
    )
  })
})
