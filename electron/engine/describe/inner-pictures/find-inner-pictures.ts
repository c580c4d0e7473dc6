import type { RgbPicture } from '../../decode/rgb-picture.ts'
import type { PictureBox } from '../find-items/found-item.ts'
import { cutAtSeams } from './cut-at-seams.ts'
import { Layout, LAYOUT_EDGE_PX, WHOLE } from './layout.ts'
import { areaOf, directionOf, type Rectangle, SIDES } from './rectangle.ts'

/** Of the picture: what is larger is nearly the picture itself, what is smaller was not what it is about. */
const LARGEST_SHARE = 0.85
const SMALLEST_SHARE = 0.1
/** Of the picture's edges: words and buttons come in stripes. */
const NARROWEST_SHARE = 0.18
/** In pixels of the picture itself. */
const SMALLEST_EDGE_PX = 32
/** Of one colour: paper with words on it, or a plain wall. */
const PLAINEST_SHARE = 0.5
/** A photo goes up to its edges, one of which may be of one colour; a page's foot or a line of words stands on a ground. */
const MOST_PLAIN_SIDES = 1
/** Not so the cells of a grid, which may well be studio photos: of the picture's edges, and by how much two may differ. */
const NARROWEST_CELL_SHARE = 0.3
const CELLS_DIFFER_PX = 4
const PLAINEST_CELL_SHARE = 0.9
/** Compression blurs what lies beside a seam. */
const INSIDE_PX = 2

/**
 * The pictures in a picture: cells of a collage, the photo on a page that was photographed off a screen, or on a card.
 * A global descriptor of the whole knows little of them.
 * @param picture may have been reduced while it was decoded
 * @returns boxes in whole pixels of the picture before it was reduced, from top and left on; none for most photos
 */
export function findInnerPictures(picture: RgbPicture): readonly PictureBox[] {
  const { width, height } = picture.reducedFrom ?? picture
  const layout = new Layout(picture)
  const parts = cutAtSeams(layout, WHOLE)
  return parts
    .filter((part) => isInnerPicture(layout, part, parts))
    .map((part) => boxOf(part, width, height))
    .filter((box) => Math.min(box.width, box.height) >= SMALLEST_EDGE_PX)
}

function isInnerPicture(layout: Layout, part: Rectangle, parts: readonly Rectangle[]): boolean {
  const share = areaOf(part) / areaOf(WHOLE)
  if (share > LARGEST_SHARE || share < SMALLEST_SHARE || narrowestShare(part) < NARROWEST_SHARE) return false
  if (isCell(part, parts)) return plainShare(layout, part) < PLAINEST_CELL_SHARE
  return plainSides(layout, part) <= MOST_PLAIN_SIDES && plainShare(layout, part) < PLAINEST_SHARE
}

function narrowestShare(part: Rectangle): number {
  return Math.min(part.right - part.left, part.bottom - part.top) / LAYOUT_EDGE_PX
}

/** Whether another part is of the same size. */
function isCell(part: Rectangle, parts: readonly Rectangle[]): boolean {
  if (narrowestShare(part) < NARROWEST_CELL_SHARE) return false
  const [width, height] = [part.right - part.left, part.bottom - part.top]
  return parts.some(
    (other) =>
      other !== part &&
      Math.abs(other.right - other.left - width) <= CELLS_DIFFER_PX &&
      Math.abs(other.bottom - other.top - height) <= CELLS_DIFFER_PX,
  )
}

function plainSides(layout: Layout, part: Rectangle): number {
  const lines = {
    left: part.left + INSIDE_PX,
    top: part.top + INSIDE_PX,
    right: part.right - 1 - INSIDE_PX,
    bottom: part.bottom - 1 - INSIDE_PX,
  }
  return SIDES.filter((side) => layout.isPlain(part, directionOf(side), lines[side])).length
}

/** Share of the commonest colour, told apart in 16 steps of each channel. */
function plainShare({ pixels }: Layout, part: Rectangle): number {
  const counts = new Uint16Array(16 ** 3)
  let most = 0
  for (let row = part.top; row < part.bottom; row++) {
    for (let column = part.left; column < part.right; column++) {
      const at = (row * LAYOUT_EDGE_PX + column) * 3
      const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]]
      const colour = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4)
      const count = (counts[colour] ?? 0) + 1
      counts[colour] = count
      if (count > most) most = count
    }
  }
  return most / areaOf(part)
}

function boxOf({ left, top, right, bottom }: Rectangle, width: number, height: number): PictureBox {
  const [x, y] = [along(left, width), along(top, height)]
  return { x, y, width: along(right, width) - x, height: along(bottom, height) - y }
}

function along(place: number, size: number): number {
  return Math.round((place * size) / LAYOUT_EDGE_PX)
}
