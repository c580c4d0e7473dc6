import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxInFrame, frameSize, type PictureFrame, type Turns } from './picture-frame.ts'

const picture = {
  sha256: 'a'.repeat(64),
  width: 400,
  height: 300,
  format: 'jpeg',
  fileName: 'a.jpg',
  path: 'a.jpg',
  boxes: [],
}
const frame = (parts: Partial<PictureFrame>): PictureFrame => ({
  picture,
  crop: null,
  turns: 0,
  mirrored: false,
  ...parts,
})
const corner = { x: 0, y: 0, width: 40, height: 20 }

describe('a picture as it is looked at', () => {
  it('lies on its side after a quarter turn', () => {
    expect(frameSize(frame({}))).toEqual({ width: 400, height: 300 })
    expect(frameSize(frame({ turns: 1 }))).toEqual({ width: 300, height: 400 })
    expect(frameSize(frame({ crop: { x: 10, y: 10, width: 50, height: 80 }, turns: 3 }))).toEqual({
      width: 80,
      height: 50,
    })
  })

  it('takes the left top corner to the right with a quarter turn, and to the left again when mirrored', () => {
    expect(boxInFrame(corner, frame({ turns: 1 }))).toEqual({ x: 280, y: 0, width: 20, height: 40 })
    expect(boxInFrame(corner, frame({ turns: 1, mirrored: true }))).toEqual({
      x: 0,
      y: 0,
      width: 20,
      height: 40,
    })
    expect(boxInFrame(corner, frame({ turns: 2 }))).toEqual({ x: 360, y: 280, width: 40, height: 20 })
  })

  it('measures a box from the corner of the part that is shown', () => {
    const crop = { x: 100, y: 50, width: 200, height: 100 }
    expect(boxInFrame({ x: 110, y: 70, width: 5, height: 5 }, frame({ crop }))).toEqual({
      x: 10,
      y: 20,
      width: 5,
      height: 5,
    })
  })

  it('keeps every box of the picture inside its frame', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        share,
        share,
        fc.constantFrom<Turns>(0, 1, 2, 3),
        fc.boolean(),
        (across, down, turns, mirrored) => {
          const looked = frame({ turns, mirrored })
          const placed = boxInFrame({ ...corner, x: across * 360, y: down * 280 }, looked)
          const size = frameSize(looked)
          expect(placed.x).toBeGreaterThanOrEqual(-1e-9)
          expect(placed.x + placed.width).toBeLessThanOrEqual(size.width + 1e-9)
          expect(placed.y + placed.height).toBeLessThanOrEqual(size.height + 1e-9)
        },
      ),
    )
  })
})
