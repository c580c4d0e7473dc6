import type { DetectorInput } from '../models/preprocessing/pixel-input.ts'
import { roundHalfToEven } from '../models/preprocessing/round-half-to-even.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/**
 * The shortest edge becomes `edgePx`, the other one follows, rounded down.
 * @see torchvision.transforms.functional._compute_resized_output_size and, equal to it, transformers'
 *   get_resize_output_image_size
 */
export function shortestEdgeSize({ width, height }: Size, edgePx: number): Size {
  const long = Math.trunc((edgePx * Math.max(width, height)) / Math.min(width, height))
  return width <= height ? { width: edgePx, height: long } : { width: long, height: edgePx }
}

/**
 * The largest size of the picture's proportions that fits into `room`; small pictures grow.
 * @see timm.data.transforms.ResizeKeepRatio with longest=1
 */
export function letterboxSize({ width, height }: Size, room: Size): Size {
  const ratio = Math.max(height / room.height, width / room.width)
  const scaled = (edge: number): number => Math.max(1, roundHalfToEven(edge / ratio))
  return { width: scaled(width), height: scaled(height) }
}

/**
 * The shortest edge becomes `shortestEdgePx`, unless the longest would pass `longestEdgePx`, which then bounds it.
 * @see transformers.image_transforms.get_size_with_aspect_ratio
 */
export function detectorSize(
  { width, height }: Size,
  { shortestEdgePx, longestEdgePx }: Pick<DetectorInput, 'shortestEdgePx' | 'longestEdgePx'>,
): Size {
  const short = Math.min(width, height)
  const long = Math.max(width, height)
  const bounded = (long / short) * shortestEdgePx > longestEdgePx
  const exactShort = bounded ? (longestEdgePx * short) / long : shortestEdgePx
  const newShort = bounded ? roundHalfToEven(exactShort) : shortestEdgePx
  if (short === newShort) return { width, height }
  const newLong = Math.max(1, Math.trunc((exactShort * long) / short))
  const atLeastOne = Math.max(1, newShort)
  return width < height ? { width: atLeastOne, height: newLong } : { width: newLong, height: atLeastOne }
}
