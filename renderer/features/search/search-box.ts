import type { SearchBox } from '../../../electron/contract/search.ts'

export interface PixelSize {
  readonly width: number
  readonly height: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

/** The box between two points, cut to the picture, in whole pixels; null where nothing is left of it. */
export function boxBetween(one: Point, other: Point, picture: PixelSize): SearchBox | null {
  const left = limit(Math.min(one.x, other.x), picture.width)
  const top = limit(Math.min(one.y, other.y), picture.height)
  const width = limit(Math.max(one.x, other.x), picture.width) - left
  const height = limit(Math.max(one.y, other.y), picture.height) - top
  return width < 1 || height < 1 ? null : { x: left, y: top, width, height }
}

/** The box moved by so many pixels, as far as the picture goes. */
export function movedBox(box: SearchBox, across: number, down: number, picture: PixelSize): SearchBox {
  return {
    ...box,
    x: Math.max(0, Math.min(box.x + across, picture.width - box.width)),
    y: Math.max(0, Math.min(box.y + down, picture.height - box.height)),
  }
}

/** The box made larger or smaller at its right and lower edge: a pixel at least, and no farther than the picture. */
export function sizedBox(box: SearchBox, across: number, down: number, picture: PixelSize): SearchBox {
  return {
    ...box,
    width: Math.max(1, Math.min(box.width + across, picture.width - box.x)),
    height: Math.max(1, Math.min(box.height + down, picture.height - box.y)),
  }
}

/** The middle half of a picture: where one begins who draws by key. */
export function middleBox({ width, height }: PixelSize): SearchBox {
  return {
    x: Math.round(width / 4),
    y: Math.round(height / 4),
    width: Math.max(1, Math.round(width / 2)),
    height: Math.max(1, Math.round(height / 2)),
  }
}

function limit(value: number, most: number): number {
  return Math.round(Math.max(0, Math.min(value, most)))
}
