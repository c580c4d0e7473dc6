import type { Picture } from '../../../../electron/contract/items.ts'
import type { SearchBox } from '../../../../electron/contract/search.ts'
import type { Size } from '../stage/stage-view.ts'

/** Quarters of a turn, clockwise. */
export type Turns = 0 | 1 | 2 | 3

/** A picture as it is looked at: a part of it, turned, then mirrored. Its file is never touched. */
export interface PictureFrame {
  readonly picture: Picture
  /** In pixels of the upright picture; null for all of it. */
  readonly crop: SearchBox | null
  readonly turns: Turns
  readonly mirrored: boolean
}

/** The part that is shown, in pixels of the upright picture. */
export function cropOf({ picture, crop }: PictureFrame): SearchBox {
  return crop ?? { x: 0, y: 0, width: picture.width, height: picture.height }
}

/** Size of what is shown, in pixels of the picture; lying on its side after a quarter turn. */
export function frameSize(frame: PictureFrame): Size {
  const { width, height } = cropOf(frame)
  return frame.turns % 2 === 0 ? { width, height } : { width: height, height: width }
}

/** Where a box of the picture lies in its frame. */
export function boxInFrame(box: SearchBox, frame: PictureFrame): SearchBox {
  const crop = cropOf(frame)
  let placed: SearchBox = { x: box.x - crop.x, y: box.y - crop.y, width: box.width, height: box.height }
  let size: Size = crop
  for (let turn = 0; turn < frame.turns; turn += 1) {
    placed = {
      x: size.height - placed.y - placed.height,
      y: placed.x,
      width: placed.height,
      height: placed.width,
    }
    size = { width: size.height, height: size.width }
  }
  return frame.mirrored ? { ...placed, x: size.width - placed.x - placed.width } : placed
}

/** Tells frames apart that look different. */
export function frameKey({ picture, crop, turns, mirrored }: PictureFrame): string {
  const part = crop === null ? 'whole' : [crop.x, crop.y, crop.width, crop.height].join(' ')
  return `${picture.sha256} ${part} ${turns} ${mirrored}`
}
