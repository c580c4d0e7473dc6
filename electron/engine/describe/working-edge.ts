import type { DetectorInput, PixelInput } from '../models/preprocessing/pixel-input.ts'

/**
 * What a model makes of a picture's shortest edge, at most: how large the picture has to be decoded for it. For
 * letterboxes and detectors it is less where the picture is long; then a little more is decoded than needed.
 */
export function workingEdge(input: PixelInput | DetectorInput): number | undefined {
  if ('shortestEdgePx' in input) return input.shortestEdgePx
  const { resize, widthPx, heightPx, from } = input
  if (from === 'reduced') return undefined
  return resize.mode === 'shortest-edge' ? resize.edgePx : Math.max(widthPx, heightPx)
}
