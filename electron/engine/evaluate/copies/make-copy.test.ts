import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type CopyKind, copyKind, type CopyStrength, copyStrength } from '../../../contract/copies.ts'
import { decodeForModel, decodePicture } from '../../decode/decode-picture.ts'
import { renderSvg } from '../../decode/render-svg.ts'
import type { RgbPicture } from '../../decode/rgb-picture.ts'
import { drawPhoto } from '../../sample/draw-photo.ts'
import { planProducts } from '../../sample/plan-products.ts'
import { randomFor } from '../../sample/random.ts'
import { planScene } from '../../sample/scene.ts'
import { COPIES, makeCopy } from './make-copy.ts'

async function drawn(seed: number): Promise<RgbPicture> {
  const [product] = planProducts(seed, 1)
  if (product === undefined) throw new Error('Expected a product')
  const scene = planScene(randomFor(seed, 'scene'), 'home')
  const svg = drawPhoto({ look: product.look, view: 'front', side: 1, scene })
  const bytes = await renderSvg(svg, { widthPx: 300, heightPx: 400, format: 'png', quality: 90 })
  return (await decodePicture(bytes, 'photo.png')).pixels
}

const photo = await drawn(1)
const partners = [await drawn(2), await drawn(3), await drawn(4)]

function copy(kind: CopyKind, strength: CopyStrength, seed = 1, of = photo): Promise<Uint8Array> {
  return makeCopy(of, { kind, strength, seed, photoName: 'a photo', partners })
}

async function decoded(kind: CopyKind, strength: CopyStrength): Promise<RgbPicture> {
  // Every pixel, also of pages that the engine would reduce.
  return decodeForModel(await copy(kind, strength), Number.POSITIVE_INFINITY)
}

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('copies of a photo', () => {
  it('are of twelve kinds at three strengths, no two alike', async () => {
    expect(COPIES).toHaveLength(36)
    const all = await Promise.all(COPIES.map(({ kind, strength }) => copy(kind, strength)))
    expect(new Set(all.map(sha)).size).toBe(36)
  })

  it('are the same again, byte for byte, and others where chance has a say and the seed is another', async () => {
    const once = await Promise.all(COPIES.map(({ kind, strength }) => copy(kind, strength)))
    const again = await Promise.all(COPIES.map(({ kind, strength }) => copy(kind, strength)))
    expect(again.map(sha)).toEqual(once.map(sha))
    const other = await Promise.all(COPIES.map(({ kind, strength }) => copy(kind, strength, 2)))
    const unmoved = COPIES.filter(
      (_, n) => sha(other[n] ?? new Uint8Array()) === sha(once[n] ?? new Uint8Array()),
    )
    // Saving and shrinking leave nothing to chance; a mirror only once it is trimmed. The others may draw alike.
    for (const strength of copyStrength.options)
      for (const kind of ['re-encoding', 'resizing'] as const)
        expect(unmoved).toContainEqual({ kind, strength })
    expect(unmoved.length).toBeLessThan(18)
  })

  it('have the sizes that their kind gives them', async () => {
    const sizes = async (kind: CopyKind): Promise<number[][]> => {
      const pictures = await Promise.all(copyStrength.options.map((strength) => decoded(kind, strength)))
      return pictures.map(({ width, height }) => [width, height])
    }
    const whole = [300, 400]
    for (const kind of ['re-encoding', 'background', 'watermark', 'sticker', 'text', 'light'] as const)
      expect(await sizes(kind)).toEqual([whole, whole, whole])
    expect(await sizes('resizing')).toEqual([
      [210, 280],
      [120, 160],
      [60, 80],
    ])
    expect(await sizes('crop')).toEqual([
      [270, 360],
      [234, 312],
      [192, 256],
    ])
    expect(await sizes('mirror')).toEqual([whole, [276, 368], [252, 336]])
    expect(await sizes('padding')).toEqual([
      [416, 416],
      [480, 480],
      [576, 576],
    ])
    expect(await sizes('collage')).toEqual([whole, [577, 400], whole])
    expect(await sizes('screenshot')).toEqual([
      [300, 454],
      [300, 607],
      [300, 697],
    ])
  })

  it.each(['re-encoding', 'background', 'watermark', 'sticker', 'text', 'light'] as const)(
    'change more of the photo the stronger they are: %s',
    async (kind) => {
      const changes = await Promise.all(
        copyStrength.options.map(async (strength) => meanChange(await decoded(kind, strength))),
      )
      expect(changes).toEqual(changes.toSorted((one, other) => one - other))
    },
  )

  it.each([
    [1, 1],
    [2, 300],
    [500, 3],
  ])('are made of a photo of %i x %i pixels too', async (width, height) => {
    const tiny = { data: new Uint8Array(width * height * 3).fill(120), width, height }
    const made = COPIES.map(async ({ kind, strength }) =>
      decodePicture(await copy(kind, strength, 1, tiny), 'copy.jpg'),
    )
    for (const picture of await Promise.all(made)) expect(picture.width * picture.height).toBeGreaterThan(0)
  })

  it('are of every kind that the contract names', () => {
    expect(new Set(COPIES.map(({ kind }) => kind))).toEqual(new Set(copyKind.options))
  })
})

/** Mean distance of samples, 0..255; both of one size. */
function meanChange({ data }: RgbPicture): number {
  return data.reduce((sum, sample, at) => sum + Math.abs(sample - (photo.data[at] ?? 0)), 0) / data.length
}
