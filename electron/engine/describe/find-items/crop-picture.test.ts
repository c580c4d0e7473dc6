import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReference } from '../../models/architectures/conditional-detr-reference.fixture.ts'
import { BoxOutsidePicture, cropPicture } from './crop-picture.ts'

const WIDTH = 7
const HEIGHT = 5
/** Each pixel says where it is: x, y, and 9. */
const picture = {
  data: Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, index) => {
    const pixel = Math.floor(index / 3)
    return [pixel % WIDTH, Math.floor(pixel / WIDTH), 9][index % 3] ?? 0
  }),
  width: WIDTH,
  height: HEIGHT,
}

describe('a part of a picture', () => {
  it('equals what Pillow cuts out, halves between pixels included', () => {
    const reference = readReference('conditional_detr/crops')
    const { data, dims } = reference('picture')
    const [height = 0, width = 0] = dims
    const corners = reference('corners')
    for (let box = 0; box < (corners.dims[0] ?? 0); box++) {
      const [left = 0, top = 0, right = 0, bottom = 0] = corners.data.subarray(box * 4, box * 4 + 4)
      const cut = cropPicture(
        { data: Uint8Array.from(data), width, height },
        { x: left, y: top, width: right - left, height: bottom - top },
      )
      const expected = reference(`crop.${box}`)
      expect([cut.height, cut.width, 3]).toEqual(expected.dims)
      expect(cut.data).toEqual(expected.data)
    }
  })

  it('has only pixels of the picture, where the box reaches out of it', () => {
    const cut = cropPicture(picture, { x: -3, y: 3, width: 5, height: 100 })
    expect(cut).toEqual({ data: Uint8Array.of(0, 3, 9, 1, 3, 9, 0, 4, 9, 1, 4, 9), width: 2, height: 2 })
  })

  it('is the same part of a picture that was reduced while it was decoded', () => {
    const reduced = { ...picture, reducedFrom: { width: WIDTH * 4, height: HEIGHT * 4 } }
    const cut = cropPicture(reduced, { x: 8, y: 4, width: 12, height: 8 })
    expect(cut).toEqual({
      ...cropPicture(picture, { x: 2, y: 1, width: 3, height: 2 }),
      reducedFrom: { width: 12, height: 8 },
    })
    const smallest = cropPicture(reduced, { x: 27, y: 19, width: 1, height: 1 })
    expect(smallest).toEqual({
      data: Uint8Array.of(6, 4, 9),
      width: 1,
      height: 1,
      reducedFrom: { width: 1, height: 1 },
    })
  })

  it.each([
    ['outside', { x: 7, y: 0, width: 3, height: 3 }],
    ['empty', { x: 2, y: 2, width: 0, height: 3 }],
    ['of less than a pixel', { x: 2.1, y: 2, width: 0.3, height: 3 }],
    ['of a negative size', { x: 4, y: 2, width: -2, height: 3 }],
    ['without a number', { x: Number.NaN, y: 2, width: 2, height: 3 }],
    ['endless both ways', { x: Number.NEGATIVE_INFINITY, y: 2, width: Number.POSITIVE_INFINITY, height: 3 }],
  ])('is refused for a box %s', (_, box) => {
    expect(() => cropPicture(picture, box)).toThrow(BoxOutsidePicture)
  })

  it('says which box is refused, and what to do', () => {
    expect(() => cropPicture(picture, { x: 9, y: 1, width: 2, height: 3 })).toThrow(
      'Expected a box in a picture of 7 x 5 pixels but received x 9, y 1, width 2, height 3: correct the box',
    )
  })

  it('is a whole, not empty picture or a refusal, whatever the box', () => {
    const box = fc.record({ x: fc.double(), y: fc.double(), width: fc.double(), height: fc.double() })
    const near = fc.double({ min: -9, max: 9, noNaN: true })
    const nearBox = fc.record({ x: near, y: near, width: near, height: near })
    fc.assert(
      fc.property(fc.oneof(box, nearBox), (tried) => {
        const cut = tryCrop(tried)
        if (cut === null) return
        expect(cut.width).toBeGreaterThan(0)
        expect(cut.width).toBeLessThanOrEqual(WIDTH)
        expect(cut.height).toBeLessThanOrEqual(HEIGHT)
        expect(cut.data.length).toBe(cut.width * cut.height * 3)
        expect(cut.data.length).toBeGreaterThan(0)
      }),
    )
  })
})

function tryCrop(box: Parameters<typeof cropPicture>[1]) {
  try {
    return cropPicture(picture, box)
  } catch (error) {
    expect(error).toBeInstanceOf(BoxOutsidePicture)
    return null
  }
}
