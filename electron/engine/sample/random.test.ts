import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomFor, randomFromState } from './random.ts'

describe('randomFromState', () => {
  it('gives the numbers of the published xoshiro128**', () => {
    // From the tests of Rust's rand_xoshiro, made with Blackman and Vigna's xoshiro128starstar.c 1.1.
    const expected = [
      11_520, 0, 5_927_040, 70_819_200, 2_031_721_883, 1_637_235_492, 1_287_239_034, 3_734_860_849,
      3_729_100_597, 4_258_142_804,
    ]
    const random = randomFromState([1, 2, 3, 4])
    expect(expected.map(() => random.next())).toEqual(expected)
  })
})

describe('randomFor', () => {
  it('repeats a stream for the same seed and label and differs for another of either', () => {
    const firstOf = (seed: number, label: string): number => randomFor(seed, label).next()
    expect(firstOf(7, 'a')).toBe(firstOf(7, 'a'))
    expect(firstOf(7, 'a')).not.toBe(firstOf(8, 'a'))
    expect(firstOf(7, 'a')).not.toBe(firstOf(7, 'b'))
  })

  it('draws integers from the whole range, both ends included', () => {
    const random = randomFor(1, 'integers')
    const drawn = new Set(Array.from({ length: 500 }, () => random.integer(2, 6)))
    expect([...drawn].toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6])
  })

  it('shuffles without losing or doubling an element', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (elements, seed) => {
        const shuffled = randomFor(seed, 'shuffle').shuffle(elements)
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(elements.toSorted((a, b) => a - b))
      }),
    )
  })

  it('refuses to pick from nothing', () => {
    expect(() => randomFor(1, 'pick').pick([])).toThrow(/at least one choice/)
  })
})
