import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignSplits, type SplitItem, type SplitPair } from './split.ts'

const SHARES = { validation: 0.2, test: 0.2 }

function item(name: string, changes: Partial<SplitItem> = {}): SplitItem {
  return { name, block: null, pictureHashes: [], ...changes }
}

function singles(count: number): SplitItem[] {
  return Array.from({ length: count }, (_, place) => item(`listing ${place}`))
}

const arbitraryItems = fc
  .array(
    fc.record({
      block: fc.option(fc.integer({ min: 1, max: 40 })),
      pictureHashes: fc.array(fc.integer({ min: 1, max: 60 }).map(String), { maxLength: 3 }),
    }),
    { minLength: 2, maxLength: 120 },
  )
  .map((items) => items.map((changes, place) => item(`listing ${place}`, changes)))

const arbitraryCase = arbitraryItems.chain((items) => {
  const place = fc.nat(items.length - 1)
  const pairs = fc.array(fc.record<SplitPair>({ a: place, b: place, sameProduct: fc.boolean() }), {
    maxLength: 200,
  })
  return fc.record({ items: fc.constant(items), pairs })
})

describe('assignSplits', () => {
  it('never has a block, a picture or a same-product pair in two splits', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ items, pairs }) => {
        const splits = assignSplits(items, pairs, { validation: 0.3, test: 0.3 })
        const seen = new Map<string, string | undefined>()
        for (const [place, { block, pictureHashes }] of items.entries()) {
          const keys = pictureHashes.map((sha256) => `picture ${sha256}`)
          if (block !== null) keys.push(`block ${block}`)
          for (const key of keys) {
            expect(seen.get(key) ?? splits[place]).toBe(splits[place])
            seen.set(key, splits[place])
          }
        }
        for (const { a, b, sameProduct } of pairs) if (sameProduct) expect(splits[a]).toBe(splits[b])
      }),
      { numRuns: 300 },
    )
  })

  it('draws the same whatever order items and pairs come in', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ items, pairs }) => {
        const turned = pairs.map(({ a, b, sameProduct }) => ({
          a: items.length - 1 - b,
          b: items.length - 1 - a,
          sameProduct,
        }))
        const splits = assignSplits(items, pairs, SHARES)
        expect(assignSplits(items.toReversed(), turned.toReversed(), SHARES).toReversed()).toEqual(splits)
      }),
    )
  })

  it('moves nothing when unrelated listings are added', () => {
    fc.assert(
      fc.property(arbitraryCase, fc.integer({ min: 1, max: 200 }), ({ items, pairs }, count) => {
        const more = Array.from({ length: count }, (_, place) => item(`a new listing ${place}`))
        const splits = assignSplits(items, pairs, SHARES)
        expect(assignSplits([...items, ...more], pairs, SHARES).slice(0, items.length)).toEqual(splits)
      }),
    )
  })

  it('draws by a hash that never changes', () => {
    // printf 'doublet-split-1\0listing %d' N | sha256sum, first 12 digits against 0.2 and 0.4 of 16^12 (GNU coreutils)
    expect(assignSplits(singles(8), [], SHARES)).toEqual([
      'validation',
      'test',
      'train',
      'train',
      'train',
      'train',
      'train',
      'validation',
    ])
  })

  it('draws other products with another seed', () => {
    const splits = assignSplits(singles(200), [], SHARES, 2)
    expect(splits).not.toEqual(assignSplits(singles(200), [], SHARES))
    expect(assignSplits(singles(200), [], SHARES, 2)).toEqual(splits)
  })

  it('comes near the shares over many products', () => {
    const splits = assignSplits(singles(20_000), [], { validation: 0.1, test: 0.2 })
    const share = (name: string) => splits.filter((split) => split === name).length / splits.length
    // Four standard deviations of 20,000 draws at these shares are 0.0085 and 0.0113.
    expect(Math.abs(share('validation') - 0.1)).toBeLessThan(0.0085)
    expect(Math.abs(share('test') - 0.2)).toBeLessThan(0.0113)
  })

  it('puts everything into train when nothing else is asked for, and nothing when all is', () => {
    expect(new Set(assignSplits(singles(200), [], { validation: 0, test: 0 }))).toEqual(new Set(['train']))
    expect(new Set(assignSplits(singles(200), [], { validation: 0.5, test: 0.5 }))).toEqual(
      new Set(['validation', 'test']),
    )
  })

  it('keeps hard negatives together up to 32 listings', () => {
    const items = singles(320)
    const pairs = items.flatMap((_, place) =>
      place % 32 === 0 ? [] : [{ a: place - 1, b: place, sameProduct: false }],
    )
    const splits = assignSplits(items, pairs, SHARES)
    expect(pairs.every(({ a, b }) => splits[a] === splits[b])).toBe(true)
    expect(new Set(splits).size).toBeGreaterThan(1)
  })

  it('does not let a chain of differences drag a whole catalogue into one split', () => {
    const items = singles(3200)
    const pairs = items.slice(1).map((_, place) => ({ a: place, b: place + 1, sameProduct: false }))
    const splits = assignSplits(items, pairs, SHARES)
    expect(new Set(splits)).toEqual(new Set(['train', 'validation', 'test']))
    const lost = pairs.filter(({ a, b }) => splits[a] !== splits[b]).length
    expect(lost).toBeGreaterThan(0)
    expect(lost / pairs.length).toBeLessThan(0.1)
  })

  it('refuses shares that come to more than everything', () => {
    expect(() => assignSplits([], [], { validation: 0.6, test: 0.6 })).toThrow(
      'Expected shares from 0 that come to at most 1 but received 0.6 for validation and 0.6 for test',
    )
    expect(() => assignSplits([], [], { validation: -0.1, test: 0.6 })).toThrow(RangeError)
    expect(() => assignSplits([], [], { validation: Number.NaN, test: 0.6 })).toThrow(RangeError)
  })
})
