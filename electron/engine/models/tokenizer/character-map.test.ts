import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CharacterMap } from './character-map.ts'

const FILE = resolve(import.meta.dirname, '../../../../models/reference/tokenizer/xlm-roberta/tokenizer.json')
const { normalizer } = z
  .object({ normalizer: z.object({ precompiled_charsmap: z.base64() }) })
  .parse(JSON.parse(readFileSync(FILE, 'utf8')))
const bytes = Buffer.from(normalizer.precompiled_charsmap, 'base64')

describe('a precompiled map of characters', () => {
  // Compiled by sentencepiece from the list in models/reference/tokenizer.py.
  it.each([
    ['plain ASCII stays', 'plain ASCII stays'],
    ['ﬁne Ａ１ ½ ™ ①', 'fine A1 1⁄2 TM 1'],
    ['a\u00a0b\u3000c\td\u200be\ufefff', 'a b c d e f'],
    ['soft\u00adhyphen', 'softhyphen'],
    ['cafe\u0301 A\u030a', 'café Å'],
    ['e\u0302 stays', 'e\u0302 stays'],
    ['電気 👨‍👩‍👧 stay', '電気 👨‍👩‍👧 stay'],
  ])('makes of %o %o', (text, expected) => {
    expect(new CharacterMap(bytes).apply(text)).toBe(expected)
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no trie', Buffer.alloc(4)],
    ['a trie that is cut off', bytes.subarray(0, 100)],
    ['a size that is no multiple of 4', Buffer.from([3, 0, 0, 0, 0, 0, 0])],
    ['a size beyond all reason', Buffer.from([0xfc, 0xff, 0xff, 0xff, 0])],
  ])('is refused with %s', (_, damaged) => {
    expect(() => new CharacterMap(damaged)).toThrow(RangeError)
  })

  it('gives some text, whatever its bytes are', () => {
    const damage = fc.array(fc.record({ at: fc.nat(bytes.length - 5), byte: fc.nat(255) }), { minLength: 1 })
    fc.assert(
      fc.property(damage, fc.string({ unit: 'grapheme' }), (damage, text) => {
        const damaged = Buffer.from(bytes)
        for (const { at, byte } of damage) damaged[4 + at] = byte
        expect(new CharacterMap(damaged).apply(text)).toBeTypeOf('string')
      }),
    )
  })
})
