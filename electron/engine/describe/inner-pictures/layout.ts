import type { RgbPicture } from '../../decode/rgb-picture.ts'
import { resampleRgb } from '../resample.ts'
import { bilinear } from '../weight-table.ts'
import type { Direction, Rectangle } from './rectangle.ts'

/** Layouts are read on a picture squeezed to this, so that all lengths are shares of the picture's edges. */
export const LAYOUT_EDGE_PX = 128
export const WHOLE: Rectangle = { left: 0, top: 0, right: LAYOUT_EDGE_PX, bottom: LAYOUT_EDGE_PX }

const CHANNELS = 3
/** Of 255: so far a plain line's colours may lie from that of its middle. */
const PLAIN = 14
/** A hair or a crumb of compression does not make a line less plain. */
const PLAIN_SHARE = 0.97
/** Of 255: what compression leaves of a flat ground stays below, nearly all that two photos differ by lies above. */
const STEP = 14
/** An edge that falls into the middle of a pixel is whole only between the pixels on both sides of it. */
const APART = 2

/** A picture's colours, and where they change from one pixel to the next but one. */
export class Layout {
  /** uint8 [LAYOUT_EDGE_PX, LAYOUT_EDGE_PX, 3], RGB */
  readonly pixels: Uint8Array
  readonly #steps: Readonly<Record<Direction, StepCounts>>

  constructor(picture: RgbPicture) {
    this.pixels = resampleRgb(picture, LAYOUT_EDGE_PX, LAYOUT_EDGE_PX, bilinear).slice()
    this.#steps = {
      vertical: countSteps(this.pixels, 1, LAYOUT_EDGE_PX),
      horizontal: countSteps(this.pixels, LAYOUT_EDGE_PX, 1),
    }
  }

  /**
   * How much of a line is an edge.
   * @param at 0..LAYOUT_EDGE_PX: between this column (or row) and the one before it
   * @returns 0..1, the share of the pixels along the line, within the rectangle, where colours change; 1 at the picture's own edge
   */
  edgeShare(rectangle: Rectangle, direction: Direction, at: number): number {
    const counts = this.#steps[direction]
    const [from, to] = extent(rectangle, direction)
    if (at < APART || at > LAYOUT_EDGE_PX - APART) return 1
    return (stepsBetween(counts, at, from, to) + stepsBetween(counts, at + 1, from, to)) / (2 * (to - from))
  }

  /**
   * Whether a line within a rectangle is of one colour throughout.
   * @param at its column or row
   */
  isPlain(rectangle: Rectangle, direction: Direction, at: number): boolean {
    const [from, to] = extent(rectangle, direction)
    const middle = pixelAt(direction, at, (from + to) >> 1)
    const most = (1 - PLAIN_SHARE) * (to - from)
    let others = 0
    for (let along = from; along < to && others <= most; along++)
      if (difference(this.pixels, pixelAt(direction, at, along), middle) > PLAIN) others++
    return others <= most
  }

  /** Whether two lines within a rectangle, if they are plain, are of one colour. */
  isSameGround(rectangle: Rectangle, direction: Direction, one: number, other: number): boolean {
    const [from, to] = extent(rectangle, direction)
    const middle = (from + to) >> 1
    return (
      difference(this.pixels, pixelAt(direction, one, middle), pixelAt(direction, other, middle)) <= PLAIN
    )
  }
}

/** From where to where a line within a rectangle runs. */
function extent({ left, top, right, bottom }: Rectangle, direction: Direction): readonly [number, number] {
  return direction === 'vertical' ? [top, bottom] : [left, right]
}

function pixelAt(direction: Direction, at: number, along: number): number {
  return direction === 'vertical' ? along * LAYOUT_EDGE_PX + at : at * LAYOUT_EDGE_PX + along
}

/** uint8 [LAYOUT_EDGE_PX + 1, LAYOUT_EDGE_PX]: at [n, line] of how many of the first n pixels along a line colours change before them. */
type StepCounts = Uint8Array

/**
 * @param across from a pixel to the next one across the line, in pixels
 * @param along from a pixel to the next one along the line
 */
function countSteps(pixels: Uint8Array, across: number, along: number): StepCounts {
  const counts = new Uint8Array((LAYOUT_EDGE_PX + 1) * LAYOUT_EDGE_PX)
  const apart = APART * across * CHANNELS
  for (let n = 0; n < LAYOUT_EDGE_PX; n++) {
    const start = n * along * CHANNELS
    const row = n * LAYOUT_EDGE_PX
    for (let line = APART; line < LAYOUT_EDGE_PX; line++) {
      const at = start + line * across * CHANNELS
      counts[row + LAYOUT_EDGE_PX + line] = (counts[row + line] ?? 0) + stepAt(pixels, at, at - apart)
    }
  }
  return counts
}

/** 1 where one of three channels changes; called for every pixel, so without a loop. */
function stepAt(pixels: Uint8Array, one: number, other: number): 0 | 1 {
  const red = (pixels[one] ?? 0) - (pixels[other] ?? 0)
  if (red > STEP || red < -STEP) return 1
  const green = (pixels[one + 1] ?? 0) - (pixels[other + 1] ?? 0)
  if (green > STEP || green < -STEP) return 1
  const blue = (pixels[one + 2] ?? 0) - (pixels[other + 2] ?? 0)
  return blue > STEP || blue < -STEP ? 1 : 0
}

function stepsBetween(counts: StepCounts, line: number, from: number, to: number): number {
  return (counts[to * LAYOUT_EDGE_PX + line] ?? 0) - (counts[from * LAYOUT_EDGE_PX + line] ?? 0)
}

function difference(pixels: Uint8Array, one: number, other: number): number {
  let largest = 0
  for (let channel = 0; channel < CHANNELS; channel++) {
    const apart = Math.abs(
      (pixels[one * CHANNELS + channel] ?? 0) - (pixels[other * CHANNELS + channel] ?? 0),
    )
    if (apart > largest) largest = apart
  }
  return largest
}
