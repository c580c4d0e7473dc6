import type { RgbPicture } from '../../electron/engine/decode/rgb-picture.ts'

const HUES = 8
const SATURATIONS = 4
const VALUES = 4
export const HISTOGRAM_BINS = HUES * SATURATIONS * VALUES

/**
 * How often each of 128 colours (8 hues, 4 saturations, 4 values) comes in a picture, as square roots, so that the dot
 * product of two is their Bhattacharyya coefficient.
 * @returns float32 [128], of length 1
 */
export function colourHistogram({ data }: RgbPicture): Float32Array {
  const counts = new Float64Array(HISTOGRAM_BINS)
  for (let at = 0; at + 2 < data.length; at += 3) {
    const bin = binOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  const pixels = data.length / 3
  return Float32Array.from(counts, (count) => Math.sqrt(count / pixels))
}

function binOf(red: number, green: number, blue: number): number {
  const value = Math.max(red, green, blue)
  const spread = value - Math.min(red, green, blue)
  const saturation = value === 0 ? 0 : spread / value
  const hue = spread === 0 ? 0 : hueOf(red, green, blue, value, spread)
  const step = (share: number, steps: number): number => Math.min(steps - 1, Math.floor(share * steps))
  return (step(hue, HUES) * SATURATIONS + step(saturation, SATURATIONS)) * VALUES + step(value / 255, VALUES)
}

/** 0..1, from red through green and blue back to red. */
function hueOf(red: number, green: number, blue: number, value: number, spread: number): number {
  if (value === red) return ((green - blue) / spread / 6 + 1) % 1
  return value === green ? (blue - red) / spread / 6 + 1 / 3 : (red - green) / spread / 6 + 2 / 3
}
