import type { RgbPicture } from '../../decode/rgb-picture.ts'
import { roundHalfToEven } from '../../models/preprocessing/round-half-to-even.ts'
import type { PictureBox } from './found-item.ts'
import { wholePixels } from './whole-pixels.ts'

/** A box that takes no pixel of its picture: it lies outside, is empty, or is not made of numbers. */
export class BoxOutsidePicture extends Error {
  override readonly name = 'BoxOutsidePicture'
  readonly box: PictureBox
  /** Of the picture. */
  readonly width: number
  readonly height: number

  constructor(box: PictureBox, picture: { readonly width: number; readonly height: number }) {
    super(
      `Expected a box in a picture of ${picture.width} x ${picture.height} pixels but received x ${box.x}, y ${box.y}, width ${box.width}, height ${box.height}: correct the box, or leave it out to take the whole picture`,
    )
    this.box = box
    this.width = picture.width
    this.height = picture.height
  }
}

/**
 * A part of a picture, by a box that a detector found or a table gives, in the pixels that `wholePixels` says. Pillow
 * would fill what lies outside with black; here only the picture's own pixels are taken.
 * @param picture may have been reduced while it was decoded; exact only where it was not
 * @param box in pixels of the picture before it was reduced
 * @returns a copy
 * @throws BoxOutsidePicture
 */
export function cropPicture(picture: RgbPicture, box: PictureBox): RgbPicture {
  const whole = picture.reducedFrom ?? picture
  const pixels = wholePixels(box, whole)
  if (pixels === null) throw new BoxOutsidePicture(box, whole)
  const columns = afterReduction(pixels.left, pixels.right, picture.width, whole.width)
  const rows = afterReduction(pixels.top, pixels.bottom, picture.height, whole.height)
  const rowBytes = columns.length * 3
  const data = new Uint8Array(rowBytes * rows.length)
  for (let row = 0; row < rows.length; row++) {
    const from = ((rows.from + row) * picture.width + columns.from) * 3
    data.set(picture.data.subarray(from, from + rowBytes), row * rowBytes)
  }
  const cut = { data, width: columns.length, height: rows.length }
  if (picture.reducedFrom === undefined) return cut
  const reducedFrom = { width: pixels.right - pixels.left, height: pixels.bottom - pixels.top }
  return { ...cut, reducedFrom }
}

/** Where pixels `from` ... `to` of `size` are once these are `reduced`; at least one is left. */
function afterReduction(
  from: number,
  to: number,
  reduced: number,
  size: number,
): { readonly from: number; readonly length: number } {
  const first = Math.min(reduced - 1, roundHalfToEven((from * reduced) / size))
  return { from: first, length: Math.max(1, roundHalfToEven((to * reduced) / size) - first) }
}
