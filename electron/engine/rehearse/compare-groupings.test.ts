import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareGroupings, type Members } from './compare-groupings.ts'

/** Twelve items, each thrown into one of eight heaps; heaps of one are no groups. */
const grouping = fc
  .array(fc.integer({ min: 0, max: 7 }), { minLength: 12, maxLength: 12 })
  .map((heaps) =>
    [...Map.groupBy(heaps.keys(), (item) => heaps[item]).values()].filter((heap) => heap.length > 1),
  )

const items = Array.from({ length: 12 }, (_, item) => item)
const together = (groups: readonly Members[], a: number, b: number): boolean =>
  groups.some((members) => members.includes(a) && members.includes(b))
const isGrouped = (groups: readonly Members[], item: number): boolean =>
  groups.some((members) => members.includes(item))
const pairs = items.flatMap((a) => items.filter((b) => b > a).map((b) => [a, b] as const))
const companions = (groups: readonly Members[], item: number): string =>
  items.filter((other) => other === item || together(groups, item, other)).join(' ')

/** Straight from the definitions: every pair is looked at. */
function fromEveryPair(before: readonly Members[], after: readonly Members[]) {
  const apart = (members: Members, others: readonly Members[]): boolean =>
    members.some((a) => members.some((b) => a !== b && !together(others, a, b)))
  const places = (groups: readonly Members[], is: (members: Members) => boolean): number[] =>
    groups.flatMap((members, place) => (is(members) ? [place] : []))
  const someGrouped = (members: Members, others: readonly Members[]): boolean =>
    members.some((item) => isGrouped(others, item))
  const same = (members: Members): boolean =>
    after.some((other) => other.length === members.length && members.every((item) => other.includes(item)))
  return {
    unchanged: before.filter(same).length,
    split: places(before, (members) => apart(members, after) && someGrouped(members, after)),
    vanished: places(before, (members) => !someGrouped(members, after)),
    merged: places(after, (members) => apart(members, before) && someGrouped(members, before)),
    appeared: places(after, (members) => !someGrouped(members, before)),
    regroupedItems: items.filter((item) => companions(before, item) !== companions(after, item)).length,
    pairs: {
      before: pairs.filter(([a, b]) => together(before, a, b)).length,
      after: pairs.filter(([a, b]) => together(after, a, b)).length,
      parted: pairs.filter(([a, b]) => together(before, a, b) && !together(after, a, b)).length,
      joined: pairs.filter(([a, b]) => !together(before, a, b) && together(after, a, b)).length,
    },
  }
}

describe('comparing two groupings', () => {
  it('counts what looking at every pair counts', () => {
    fc.assert(
      fc.property(grouping, grouping, (before, after) => {
        expect(compareGroupings(before, after)).toEqual(fromEveryPair(before, after))
      }),
      { numRuns: 500 },
    )
  })

  it('turns splits into merges and what vanished into what appeared when time runs backwards', () => {
    fc.assert(
      fc.property(grouping, grouping, (before, after) => {
        const there = compareGroupings(before, after)
        const back = compareGroupings(after, before)
        expect(back.split).toEqual(there.merged)
        expect(back.vanished).toEqual(there.appeared)
        expect(back.regroupedItems).toBe(there.regroupedItems)
      }),
    )
  })

  it('finds nothing where nothing changes, in whatever order the members come', () => {
    expect(compareGroupings([[1, 2, 3]], [[3, 1, 2]])).toMatchObject({
      unchanged: 1,
      split: [],
      merged: [],
      regroupedItems: 0,
      pairs: { before: 3, after: 3, parted: 0, joined: 0 },
    })
  })
})
