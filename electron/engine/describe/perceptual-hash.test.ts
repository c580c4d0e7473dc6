import { assert, property, uint8Array } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixturePicture } from './fixtures/fixture-picture.ts'
import { pillowFixtures } from './fixtures/pillow-fixtures.ts'
import { perceptualHash } from './perceptual-hash.ts'
import { resampleLuma } from './resample.ts'
import { lanczos } from './weight-table.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const lumaSquare = uint8Array({ minLength: 1024, maxLength: 1024 })

describe('the perceptual hash', () => {
  it(`has the bits of imagehash.phash on ${pillowFixtures.hashes.length} pictures (${pillowFixtures.madeWith})`, () => {
    const ours = pillowFixtures.hashes.map(([kind, seed, width, height]) => {
      const picture = { data: fixturePicture(kind, width, height, seed), width, height }
      return hex(perceptualHash(resampleLuma(picture, 32, 32, lanczos)))
    })
    expect(ours).toEqual(pillowFixtures.hashes.map((fixture) => fixture[4]))
  })

  it('sets at most half of the bits, because bits are above the median', () => {
    assert(
      property(lumaSquare, (luma) => {
        const bits = perceptualHash(luma).reduce(
          (count, byte) => count + byte.toString(2).split('1').length - 1,
          0,
        )
        expect(bits).toBeLessThanOrEqual(32)
      }),
    )
  })

  it('leaves no odd horizontal frequency to rounding when a picture is its own mirror image', () => {
    assert(
      property(lumaSquare, (luma) => {
        const symmetric = luma.map((_, index) => {
          const column = index % 32
          return luma[index - column + Math.min(column, 31 - column)] ?? 0
        })
        const mirrored = symmetric.map((_, index) => symmetric[index - (index % 32) + 31 - (index % 32)] ?? 0)
        expect(hex(perceptualHash(mirrored))).toBe(hex(perceptualHash(symmetric)))
        const oddBits = [...perceptualHash(symmetric)].map((byte) => byte & 0b01010101)
        // All 32 odd coefficients are 0, so they lie on one side of the median together.
        expect(new Set(oddBits).size).toBe(1)
      }),
    )
  })

  it('refuses luma of another size', () => {
    expect(() => perceptualHash(new Uint8Array(1000))).toThrow('Expected 1024 luma samples but received 1000')
  })
})
