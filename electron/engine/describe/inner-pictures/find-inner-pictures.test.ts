import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodePicture } from '../../decode/decode-picture.ts'
import type { RgbPicture } from '../../decode/rgb-picture.ts'
import { renderSvg } from '../../decode/render-svg.ts'
import { drawPhoto } from '../../sample/draw-photo.ts'
import { planProducts } from '../../sample/plan-products.ts'
import { randomFor } from '../../sample/random.ts'
import { planScene } from '../../sample/scene.ts'
import type { PictureBox } from '../find-items/found-item.ts'
import { findInnerPictures } from './find-inner-pictures.ts'

const WIDTH = 300
const HEIGHT = 240
const products = planProducts(7, 40)

/** A photo of a product at home, as JPEG. */
async function drawn(n: number): Promise<Buffer> {
  const product = products[n]
  if (product === undefined) throw new Error(`Expected a product ${n}`)
  const scene = planScene(randomFor(7, `inner/${n}`), 'home')
  const edit = { widthPx: WIDTH, heightPx: HEIGHT, format: 'jpeg', quality: 85 } as const
  const bytes = await renderSvg(drawPhoto({ look: product.look, view: 'front', side: 1, scene }), edit)
  return sharp(bytes).resize(WIDTH, HEIGHT, { fit: 'cover' }).jpeg({ quality: 85 }).toBuffer()
}

interface Placed extends PictureBox {
  readonly photo: number
}

/** Photos on a ground of one colour. */
async function compose(
  width: number,
  height: number,
  ground: string,
  placed: readonly Placed[],
): Promise<RgbPicture> {
  const parts = await Promise.all(
    placed.map(async ({ photo, x, y, width: wide, height: tall }) => ({
      input: await sharp(await drawn(photo))
        .resize(wide, tall, { fit: 'fill' })
        .toBuffer(),
      left: x,
      top: y,
    })),
  )
  const bytes = await sharp({ create: { width, height, channels: 3, background: ground } })
    .composite(parts)
    .jpeg({ quality: 85 })
    .toBuffer()
  return (await decodePicture(bytes, 'composed.jpg')).pixels
}

/** Area that two boxes share, of what they cover together. */
function overlap(one: PictureBox, other: PictureBox): number {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  if (across <= 0 || down <= 0) return 0
  const shared = across * down
  return shared / (one.width * one.height + other.width * other.height - shared)
}

function expectBoxes(found: readonly PictureBox[], expected: readonly PictureBox[]): void {
  expect(found).toHaveLength(expected.length)
  for (const box of expected) expect(Math.max(...found.map((one) => overlap(one, box)))).toBeGreaterThan(0.9)
}

describe('pictures within a picture', () => {
  it('are the four of a collage', async () => {
    const cells = [0, 1, 2, 3].map((n) => ({
      photo: n + 4,
      x: (n % 2) * WIDTH,
      y: (n >> 1) * HEIGHT,
      width: WIDTH,
      height: HEIGHT,
    }))
    expectBoxes(findInnerPictures(await compose(2 * WIDTH, 2 * HEIGHT, '#ffffff', cells)), cells)
  })

  it('are the two of a collage with a gutter between them and a frame around them', async () => {
    const cells = [
      { photo: 4, x: 20, y: 20, width: WIDTH, height: HEIGHT },
      { photo: 5, x: WIDTH + 40, y: 20, width: WIDTH, height: HEIGHT },
    ]
    expectBoxes(findInnerPictures(await compose(2 * WIDTH + 60, HEIGHT + 40, '#2c6e9b', cells)), cells)
  })

  it('is the photo on a card, off its middle', async () => {
    const photo = { photo: 6, x: 140, y: 30, width: WIDTH, height: HEIGHT }
    expectBoxes(findInnerPictures(await compose(500, 420, '#f6c915', [photo])), [photo])
  })

  it('are none in a photo as it is', async () => {
    const found = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const { pixels } = await decodePicture(await drawn(n), 'photo.jpg')
        return findInnerPictures(pixels)
      }),
    )
    expect(found.flat()).toEqual([])
  })

  it('are none on a plain ground, and none so small that they are not what the picture is about', async () => {
    expect(findInnerPictures(await compose(300, 300, '#ffffff', []))).toEqual([])
    const stamp = { photo: 7, x: 40, y: 40, width: 100, height: 80 }
    expect(findInnerPictures(await compose(500, 500, '#ffffff', [stamp]))).toEqual([])
  })

  it('lie in pixels of the picture before it was reduced', async () => {
    const photo = { photo: 6, x: 140, y: 30, width: WIDTH, height: HEIGHT }
    const picture = await compose(500, 420, '#f6c915', [photo])
    const [box] = findInnerPictures({ ...picture, reducedFrom: { width: 5000, height: 4200 } })
    const larger = { x: 1400, y: 300, width: 3000, height: 2400 }
    expect(overlap(box ?? larger, larger)).toBeGreaterThan(0.9)
    expect(box?.width).toBeGreaterThan(2500)
  })

  it('lie within the picture and apart from each other, whatever it shows', () => {
    const block = fc.record({
      x: fc.integer({ min: 0, max: 90 }),
      y: fc.integer({ min: 0, max: 90 }),
      width: fc.integer({ min: 1, max: 90 }),
      height: fc.integer({ min: 1, max: 90 }),
      grain: fc.integer({ min: 1, max: 255 }),
    })
    const sizes = fc.integer({ min: 1, max: 200 })
    fc.assert(
      fc.property(sizes, sizes, fc.array(block, { maxLength: 8 }), (width, height, blocks) => {
        const data = new Uint8Array(width * height * 3)
        blocks.forEach((part, n) => {
          for (let y = part.y; y < Math.min(height, part.y + part.height); y += 1)
            for (let x = part.x; x < Math.min(width, part.x + part.width); x += 1)
              data.fill((x * 31 + y * 17 + n * 53) % part.grain, (y * width + x) * 3, (y * width + x) * 3 + 3)
        })
        const boxes = findInnerPictures({ data, width, height })
        for (const [n, box] of boxes.entries()) {
          expect(box.x).toBeGreaterThanOrEqual(0)
          expect(box.y).toBeGreaterThanOrEqual(0)
          expect(box.x + box.width).toBeLessThanOrEqual(width)
          expect(box.y + box.height).toBeLessThanOrEqual(height)
          for (const other of boxes.slice(n + 1)) expect(overlap(box, other)).toBe(0)
        }
      }),
      { numRuns: 60 },
    )
  })
})
