import type { RgbPicture } from '../decode/rgb-picture.ts'
import type { DetectorInput, Interpolation, PixelInput } from '../models/preprocessing/pixel-input.ts'
import { centreWindow, type Placement } from './centre-window.ts'
import { detectorSize, letterboxSize, shortestEdgeSize, type Size } from './resized-size.ts'
import { resampleRgb } from './resample.ts'
import { bicubic, bilinear, lanczos, type ResampleFilter } from './weight-table.ts'

const filters: Readonly<Record<Interpolation, ResampleFilter>> = { bilinear, bicubic, lanczos }
const CHANNELS = 3

/**
 * A picture as a graph takes it: resized by the model's own rule, bit for bit as Pillow resizes, then cut or padded.
 * @param out receives uint8 [input.heightPx, input.widthPx, 3], RGB, from `offset` on
 */
export function preparePixels(picture: RgbPicture, input: PixelInput, out: Uint8Array, offset: number): void {
  const filter = filters[input.interpolation]
  const target = { width: input.widthPx, height: input.heightPx }
  const { resize } = input
  if (resize.mode === 'squash') {
    out.set(resampleRgb(picture, target.width, target.height, filter), offset)
    return
  }
  const original = picture.reducedFrom ?? picture
  const resized =
    resize.mode === 'letterbox' ? letterboxSize(original, target) : shortestEdgeSize(original, resize.edgePx)
  const rounding = resize.mode === 'letterbox' ? 'half-to-even' : (resize.cropRounding ?? 'down')
  const columns = centreWindow(resized.width, target.width, rounding)
  const rows = centreWindow(resized.height, target.height, rounding)
  const window = { left: columns.from, top: rows.from, width: columns.length, height: rows.length }
  const cut = resampleRgb(picture, resized.width, resized.height, filter, window)
  if (columns.length === target.width && rows.length === target.height) {
    out.set(cut, offset)
    return
  }
  const room = out.subarray(offset, offset + target.width * target.height * CHANNELS)
  fill(room, resize.mode === 'letterbox' ? resize.fill : [0, 0, 0])
  lay(cut, columns, rows, room, target.width)
}

/**
 * A picture as a detector takes it, its proportions kept.
 * @returns a copy, of the size that `detectorSize` gives
 */
export function prepareForDetector(picture: RgbPicture, input: DetectorInput): RgbPicture {
  const { width, height }: Size = detectorSize(picture.reducedFrom ?? picture, input)
  const data = resampleRgb(picture, width, height, filters[input.interpolation]).slice()
  return { data, width, height }
}

function fill(room: Uint8Array, colour: readonly [number, number, number]): void {
  for (let at = 0; at < room.length; at += CHANNELS) room.set(colour, at)
}

/** Copies the rows of `cut` to where the padding ends. */
function lay(
  cut: Uint8Array,
  columns: Placement,
  rows: Placement,
  room: Uint8Array,
  roomWidth: number,
): void {
  const rowBytes = columns.length * CHANNELS
  for (let row = 0; row < rows.length; row++) {
    const to = ((rows.padding + row) * roomWidth + columns.padding) * CHANNELS
    room.set(cut.subarray(row * rowBytes, (row + 1) * rowBytes), to)
  }
}
