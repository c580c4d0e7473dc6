import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Relation } from '../../../contract/relations.ts'
import type { DirectVerdict } from '../actions/direct-verdict.ts'
import { describeContradiction } from './describe-contradiction.ts'
import { pairKey } from './pair-key.ts'
import { settle, type Settlement } from './settle.ts'
import { arbitraryVerdict, PLAIN_NAMES, said } from './verdict-log.fixture.ts'

type Given = readonly [number, number, Relation]

function chain(from: number, to: number): Given[] {
  return Array.from({ length: to - from }, (_, step): Given => [from + step, from + step + 1, 'same-product'])
}

/** Blocks by repeated relabelling, with no union-find: item -> smallest item it is connected with. */
function componentsOf(together: readonly DirectVerdict[], items: readonly number[]): Map<number, number> {
  const label = new Map(items.map((item) => [item, item]))
  for (let changed = true; changed;) {
    changed = false
    for (const { itemA, itemB } of together) {
      const [a, b] = [label.get(itemA) ?? itemA, label.get(itemB) ?? itemB]
      if (a !== b) changed = true
      label.set(itemA, Math.min(a, b))
      label.set(itemB, Math.min(a, b))
    }
  }
  return label
}

function holdsTogether(accepted: readonly DirectVerdict[], limit: number): boolean {
  const items = [...new Set(accepted.flatMap((verdict) => [verdict.itemA, verdict.itemB]))]
  const label = componentsOf(
    accepted.filter((verdict) => verdict.together),
    items,
  )
  const sizes = items.map((item) => items.filter((other) => label.get(other) === label.get(item)).length)
  const apart = accepted.filter((verdict) => !verdict.together)
  return (
    sizes.every((size) => size <= limit) &&
    apart.every((verdict) => label.get(verdict.itemA) !== label.get(verdict.itemB))
  )
}

const arbitraryDirect = fc
  .uniqueArray(arbitraryVerdict, { maxLength: 30, selector: ([a, b]) => pairKey(a, b) })
  .map((given) => said(...given))

describe('settle', () => {
  it('unites what is the same product and names the block by its smallest item', () => {
    const { blockOf, blocks, mustLink } = settle(said([3, 7, 'same-product'], [7, 5, 'same-image']))
    expect(blocks).toEqual(new Map([[3, [3, 5, 7]]]))
    expect([3, 5, 7].map((item) => blockOf.get(item))).toEqual([3, 3, 3])
    expect(mustLink).toEqual([
      [5, 7],
      [3, 7],
    ])
  })

  it('says what was said of a pair as it was said', () => {
    const { relationOf } = settle(said([1, 2, 'same-image']))
    expect(relationOf(2, 1)).toMatchObject({
      relation: 'same-image',
      reviewer: 'reviewer 1',
      decidedAt: 'time 1',
      implied: false,
    })
    expect(relationOf(1, 3)).toBeNull()
    expect(relationOf(1, 1)).toBeNull()
  })

  it('implies the same product inside a block, signed by the newest verdict on the way', () => {
    const { relationOf } = settle(said([1, 2, 'same-image'], [2, 3, 'same-image'], [3, 4, 'same-product']))
    expect(relationOf(1, 3)).toMatchObject({
      relation: 'same-product',
      reviewer: 'reviewer 2',
      decidedAt: 'time 2',
      implied: true,
    })
  })

  it.each(['different', 'variant', 'related'] as const)(
    'implies %s between all items of two blocks',
    (relation) => {
      const { relationOf, cannotLink } = settle(
        said([1, 2, 'same-product'], [2, 3, relation], [3, 4, 'same-product']),
      )
      expect(relationOf(4, 1)).toMatchObject({
        relation,
        reviewer: 'reviewer 3',
        decidedAt: 'time 3',
        implied: true,
      })
      expect(relationOf(1, 3)).toMatchObject({
        relation,
        reviewer: 'reviewer 2',
        decidedAt: 'time 2',
        implied: true,
      })
      expect(cannotLink).toEqual([[2, 3]])
    },
  )

  it('lets the newest of several verdicts between two blocks decide what is implied', () => {
    const { relationOf } = settle(
      said([1, 3, 'variant'], [2, 4, 'different'], [1, 2, 'same-product'], [3, 4, 'same-product']),
    )
    expect(relationOf(1, 3)).toMatchObject({ relation: 'variant', implied: false })
    expect(relationOf(1, 4)).toMatchObject({ relation: 'different', implied: true })
  })

  it('keeps a newest-between-blocks verdict newest when blocks with older ones merge into them', () => {
    const { relationOf } = settle(
      said(
        [1, 9, 'variant'],
        [2, 9, 'different'],
        [3, 9, 'related'],
        [2, 3, 'same-product'],
        [1, 2, 'same-product'],
        [9, 8, 'same-product'],
      ),
    )
    expect(relationOf(1, 8)).toMatchObject({ relation: 'related' })
  })

  it('sets aside an older same product across blocks that newer verdicts hold apart', () => {
    const verdicts = said([1, 3, 'same-product'], [1, 2, 'same-product'], [2, 3, 'different'])
    const { contradictions, accepted } = settle(verdicts)
    expect(accepted).toEqual([verdicts[2], verdicts[1]])
    expect(contradictions).toEqual([
      { verdict: verdicts[0], reason: 'apart', against: [verdicts[2]], size: 3 },
    ])
    expect(
      contradictions.map((one) => describeContradiction(one, (item) => `item ${item}`, PLAIN_NAMES)),
    ).toEqual([
      '“same product” of item 1 and item 3 is set aside: a newer verdict says that they are not the same product: ' +
        '“different” of item 2 and item 3 (reviewer 3, time 3).',
    ])
  })

  it('sets aside an older difference inside a block, and names the verdicts that made the block', () => {
    const verdicts = said([1, 3, 'different'], [1, 2, 'same-product'], [2, 3, 'same-product'])
    const { contradictions, relationOf } = settle(verdicts)
    expect(contradictions).toEqual([
      { verdict: verdicts[0], reason: 'together', against: [verdicts[1], verdicts[2]], size: 3 },
    ])
    expect(relationOf(1, 3)).toMatchObject({ relation: 'same-product', implied: true })
    expect(contradictions.map((one) => describeContradiction(one, String, PLAIN_NAMES))).toEqual([
      '“different” of 1 and 3 is set aside: 2 newer verdicts together say that they are the same product: ' +
        '“same product” of 1 and 2 (reviewer 2, time 2); “same product” of 2 and 3 (reviewer 3, time 3).',
    ])
  })

  it('sets aside what would make a block of more than 50', () => {
    const verdicts = said([30, 31, 'same-product'], ...chain(1, 30), ...chain(31, 60))
    const { contradictions, blocks } = settle(verdicts)
    expect([...blocks.values()].map((members) => members.length)).toEqual([30, 30])
    expect(contradictions).toEqual([{ verdict: verdicts[0], reason: 'too-large', against: [], size: 60 }])
    expect(contradictions.map((one) => describeContradiction(one, String, PLAIN_NAMES))).toEqual([
      '“same product” of 30 and 31 is set aside: together with the listings they are equal to they would be 60.',
    ])
    expect(settle(said(...chain(1, 50))).blocks.get(1)).toHaveLength(50)
  })

  it('takes exactly what can hold with everything newer, for any verdicts', () => {
    fc.assert(
      fc.property(arbitraryDirect, fc.integer({ min: 2, max: 6 }), (direct, limit) => {
        const expected: DirectVerdict[] = []
        for (const verdict of direct.toReversed()) {
          if (holdsTogether([...expected, verdict], limit)) expected.push(verdict)
        }
        const settlement = settle(direct, limit)
        expect(settlement.accepted).toEqual(expected)
        expect(settlement.accepted.length + settlement.contradictions.length).toBe(direct.length)
      }),
      { numRuns: 500 },
    )
  })

  it('never lets a pair be both one product and apart, nor a block outgrow its limit', () => {
    fc.assert(
      fc.property(arbitraryDirect, fc.integer({ min: 2, max: 6 }), (direct, limit) => {
        const { blockOf, blocks, mustLink, cannotLink, relationOf } = settle(direct, limit)
        for (const members of blocks.values()) expect(members.length).toBeLessThanOrEqual(limit)
        for (const [a, b] of mustLink) expect(blockOf.get(a)).toBe(blockOf.get(b))
        for (const [a, b] of cannotLink) expect(blockOf.get(a)).not.toBe(blockOf.get(b))
        for (const a of blockOf.keys()) {
          for (const b of blockOf.keys()) {
            const settled = relationOf(a, b)
            expect(relationOf(b, a)).toEqual(settled)
            if (a === b || settled === null) continue
            expect(settled.together).toBe(blockOf.get(a) === blockOf.get(b))
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('comes to the same whatever order the verdicts are handed over in', () => {
    fc.assert(
      fc.property(arbitraryDirect, (direct) => {
        const [one, other] = [settle(direct), settle(direct.toReversed())]
        const facts = ({ blockOf, blocks, accepted, contradictions }: Settlement) => ({
          blockOf,
          blocks,
          accepted,
          contradictions,
        })
        expect(facts(one)).toEqual(facts(other))
      }),
    )
  })
})
