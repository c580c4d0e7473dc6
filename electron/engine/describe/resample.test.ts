import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixturePicture } from './fixtures/fixture-picture.ts'
import { pillowFixtures } from './fixtures/pillow-fixtures.ts'
import { resampleLuma, resampleRgb } from './resample.ts'
import { bicubic, bilinear, lanczos } from './weight-table.ts'

const filters = { bilinear, lanczos }

describe('resampling', () => {
  const cases = pillowFixtures.resizes.map((fixture) => ({
    ...fixture,
    name: `${fixture.kind} ${fixture.from.join('x')} to ${fixture.to.join('x')}, ${fixture.filter}`,
  }))

  it.each(cases)(
    `equals ${pillowFixtures.madeWith} byte for byte: $name`,
    ({ kind, seed, from, to, ...fixture }) => {
      const picture = { data: fixturePicture(kind, ...from, seed), width: from[0], height: from[1] }
      const filter = filters[fixture.filter]
      expect(hash('sha256', resampleRgb(picture, ...to, filter))).toBe(fixture.rgb)
      expect(hash('sha256', resampleLuma(picture, ...to, filter))).toBe(fixture.luma)
    },
  )

  it('gives the same again after a larger picture has grown its memory', () => {
    const small = { data: fixturePicture('rectangles', 60, 40, 1), width: 60, height: 40 }
    const before = resampleRgb(small, 16, 16, bilinear).slice()
    resampleRgb({ data: new Uint8Array(2000 * 1500 * 3), width: 2000, height: 1500 }, 256, 192, bilinear)
    expect(resampleRgb(small, 16, 16, bilinear)).toEqual(before)
  })

  it('gives for a window the same bytes as cutting it out of the whole', () => {
    const edge = fc.integer({ min: 1, max: 40 })
    const part = fc.double({ min: 0, max: 1, noNaN: true })
    const window = fc.record({ left: part, top: part, width: part, height: part })
    const filter = fc.constantFrom(bilinear, bicubic, lanczos)
    fc.assert(
      fc.property(
        edge,
        edge,
        edge,
        edge,
        window,
        filter,
        (fromWidth, fromHeight, width, height, parts, kind) => {
          const picture = {
            data: fixturePicture('noise', fromWidth, fromHeight, fromWidth * fromHeight),
            width: fromWidth,
            height: fromHeight,
          }
          const left = Math.floor(parts.left * (width - 1))
          const top = Math.floor(parts.top * (height - 1))
          const cut = {
            left,
            top,
            width: 1 + Math.floor(parts.width * (width - left - 1)),
            height: 1 + Math.floor(parts.height * (height - top - 1)),
          }
          const whole = resampleRgb(picture, width, height, kind).slice()
          const rows = Array.from({ length: cut.height }, (_, row) => {
            const start = ((top + row) * width + left) * 3
            return [...whole.subarray(start, start + cut.width * 3)]
          })
          expect([...resampleRgb(picture, width, height, kind, cut)]).toEqual(rows.flat())
        },
      ),
    )
  })
})
