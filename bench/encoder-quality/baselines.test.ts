import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { colourHistogram } from './colour-histogram.ts'
import { BASELINES } from './describers.ts'
import { differenceHash } from './difference-hash.ts'
import { mirrored, seePicture } from './seen-picture.ts'

const reference = async (name: string) =>
  seePicture(readFileSync(new URL(`../../models/encoder/reference/${name}.png`, import.meta.url)))

async function describedBy(
  name: string,
  picture: Awaited<ReturnType<typeof reference>>,
): Promise<Float32Array> {
  const [vector] = (await BASELINES.find((baseline) => baseline.name === name)?.describe([picture])) ?? []
  if (vector === undefined) throw new Error(`Expected a baseline ${name}`)
  return vector
}

describe('the difference hash', () => {
  it.each([
    ['carton', '698e327939396726'],
    ['gradient', 'ffffffffffffffff'],
    ['shirt', '80332b1716969616'],
    ['stripes', 'bdbdbdbdbdbdbdbd'],
  ])('of %s has the bits that Pillow 13.0.0 gives by the formula of imagehash', async (name, expected) => {
    const vector = await describedBy('dHash', await reference(name))
    const bits = Array.from(vector, (value) => (value > 0 ? '1' : '0')).join('')
    expect(BigInt(`0b${bits}`).toString(16)).toBe(expected)
  })

  it('refuses luma of another size', () => {
    expect(() => differenceHash(new Uint8Array(64))).toThrow('Expected 72 luma samples but received 64')
  })
})

describe('hashes as vectors', () => {
  it('are as far apart as their bits are, in 32nds', async () => {
    const [one, other] = [await reference('carton'), await reference('shirt')]
    for (const name of ['pHash', 'dHash']) {
      const [a, b] = [await describedBy(name, one), await describedBy(name, other)]
      const bits = a.reduce((count, value, at) => count + (value === b[at] ? 0 : 1), 0)
      const dot = a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)
      expect(1 - dot).toBe(bits / 32)
    }
  })
})

describe('the colour histogram', () => {
  it('counts colours by hue, saturation and value', () => {
    // Pure red twice, pure blue, black: hues 0 and 5 of 8, the most saturated and the lightest, and nothing of either.
    const data = Uint8Array.of(255, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0)
    const histogram = colourHistogram({ data, width: 2, height: 2 })
    const found = Array.from(histogram.entries()).filter(([, value]) => value > 0)
    expect(found).toEqual([
      [0, 0.5],
      [15, Math.fround(Math.SQRT1_2)],
      [5 * 16 + 15, 0.5],
    ])
  })

  it('is the same of a mirrored picture', async () => {
    const picture = await reference('carton')
    const [plain, turned] = [picture.pixels, mirrored(picture).pixels]
    expect(turned.data).not.toEqual(plain.data)
    expect(colourHistogram(turned)).toEqual(colourHistogram(plain))
  })
})
