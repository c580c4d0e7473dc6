import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fixturePicture } from './fixtures/fixture-picture.ts'
import { pillowFixtures } from './fixtures/pillow-fixtures.ts'
import { resampleLuma, resampleRgb } from './resample.ts'
import { bilinear, lanczos } from './weight-table.ts'

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
})
