import { roundHalfToEven } from '../../models/preprocessing/round-half-to-even.ts'
import type { PictureBox } from './found-item.ts'

/** From `left` and `top` up to, and without, `right` and `bottom`. */
export interface WholePixels {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/**
 * The pixels of a picture that a box takes. Both ends are rounded as Pillow's crop((left, top, right, bottom)) rounds
 * them: to the nearest whole pixel, halves to the even one. What lies outside of the picture is cut away.
 * @returns null if no pixel is left, or the box is not made of numbers
 */
export function wholePixels(
  box: PictureBox,
  picture: { readonly width: number; readonly height: number },
): WholePixels | null {
  const [left, right] = alongAxis(box.x, box.width, picture.width)
  const [top, bottom] = alongAxis(box.y, box.height, picture.height)
  // False too where an edge is not a number.
  return right > left && bottom > top ? { left, top, right, bottom } : null
}

function alongAxis(start: number, length: number, size: number): readonly [number, number] {
  const inside = (edge: number): number => Math.min(size, Math.max(0, roundHalfToEven(edge)))
  return [inside(start), inside(start + length)]
}
