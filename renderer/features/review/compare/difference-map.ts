import { type Alignment, valueAt } from './align-planes.ts'
import { emptyPlane, type Pixels, type Plane } from './plane.ts'

/** Where two pictures differ, drawn over the first. */
export interface DifferenceMap extends Pixels {
  /** Share of the fixed picture that both show, 0..1. */
  readonly overlap: number
  /** Share of what both show that differs, 0..1. */
  readonly differing: number
  /** The ninth of the picture with most of the difference, row by row from the left top; null where nothing differs. */
  readonly mostAt: number | null
}

/** Differences in brightness of a colour, 0..255: below it is compression, above it plain to see. */
const NOTHING = 14
const PLAIN = 90
/** From here on a pixel counts as different. */
const DIFFERS = 34

/**
 * The difference of two pictures after one was laid on the other: dark where they are equal, bright where they differ.
 * The brightness of the moved one is brought to that of the fixed one; its colours are left as they are, because a colour
 * may be all that differs. A pixel may be found one further, so that edges do not glow.
 */
export function differenceMap(fixed: Pixels, moved: Pixels, alignment: Alignment): DifferenceMap {
  const [ours, theirs] = [channelsOf(fixed), laidOn(fixed, channelsOf(moved), moved, alignment)]
  const { gain, offset } = evenBrightness(ours, theirs)
  const map = {
    width: fixed.width,
    height: fixed.height,
    data: new Uint8ClampedArray(fixed.width * fixed.height * 4),
  }
  const ninths = new Float64Array(9)
  let [shared, differs] = [0, 0]
  for (let y = 0; y < fixed.height; y += 1) {
    for (let x = 0; x < fixed.width; x += 1) {
      const at = y * fixed.width + x
      const luma = lumaAt(ours, at)
      if (theirs.covered[at] === 0) {
        paintAlone(map.data, at, luma, x, y)
        continue
      }
      const difference = leastDifference(ours, theirs, fixed, x, y, gain, offset)
      shared += 1
      if (difference > DIFFERS) {
        differs += 1
        const ninth = 3 * Math.floor((3 * y) / fixed.height) + Math.min(2, Math.floor((3 * x) / fixed.width))
        ninths[ninth] = (ninths[ninth] ?? 0) + difference
      }
      paint(map.data, at, luma, (difference - NOTHING) / (PLAIN - NOTHING))
    }
  }
  return {
    ...map,
    overlap: shared / (fixed.width * fixed.height),
    differing: shared === 0 ? 0 : differs / shared,
    mostAt: differs === 0 ? null : ninths.indexOf(Math.max(...ninths)),
  }
}

type Channels = readonly [Plane, Plane, Plane]
type LaidChannels = Channels & { readonly covered: Uint8Array }

function channelsOf({ width, height, data }: Pixels): Channels {
  const planes: Channels = [emptyPlane(width, height), emptyPlane(width, height), emptyPlane(width, height)]
  planes.forEach((plane, channel) => {
    for (let at = 0; at < plane.data.length; at += 1) plane.data[at] = data[at * 4 + channel] ?? 0
  })
  return planes
}

/** The moved picture on the fixed one's pixels. */
function laidOn(fixed: Pixels, channels: Channels, moved: Pixels, alignment: Alignment): LaidChannels {
  const planes: Channels = [
    emptyPlane(fixed.width, fixed.height),
    emptyPlane(fixed.width, fixed.height),
    emptyPlane(fixed.width, fixed.height),
  ]
  const covered = new Uint8Array(fixed.width * fixed.height)
  for (let y = 0; y < fixed.height; y += 1) {
    const v = (y + 0.5 - alignment.y) / alignment.scale
    if (v < 0 || v > moved.height) continue
    for (let x = 0; x < fixed.width; x += 1) {
      const along = (x + 0.5 - alignment.x) / alignment.scale
      if (along < 0 || along > moved.width) continue
      const u = alignment.mirrored ? moved.width - along : along
      const at = y * fixed.width + x
      covered[at] = 1
      planes.forEach((plane, channel) => {
        plane.data[at] = valueAt(channels[channel] ?? plane, u - 0.5, v - 0.5)
      })
    }
  }
  return Object.assign(planes, { covered })
}

function lumaAt(planes: Channels, at: number): number {
  return (
    0.2126 * (planes[0].data[at] ?? 0) +
    0.7152 * (planes[1].data[at] ?? 0) +
    0.0722 * (planes[2].data[at] ?? 0)
  )
}

/** Brings mean and spread of the moved picture's brightness to those of the fixed one, within reason. */
function evenBrightness(ours: Channels, theirs: LaidChannels): { gain: number; offset: number } {
  let [count, meanOurs, meanTheirs, squaresOurs, squaresTheirs] = [0, 0, 0, 0, 0]
  for (let at = 0; at < theirs.covered.length; at += 1) {
    if (theirs.covered[at] === 0) continue
    const [a, b] = [lumaAt(ours, at), lumaAt(theirs, at)]
    count += 1
    meanOurs += a
    meanTheirs += b
    squaresOurs += a * a
    squaresTheirs += b * b
  }
  if (count === 0) return { gain: 1, offset: 0 }
  meanOurs /= count
  meanTheirs /= count
  const spreadOurs = Math.sqrt(Math.max(0, squaresOurs / count - meanOurs ** 2))
  const spreadTheirs = Math.sqrt(Math.max(0, squaresTheirs / count - meanTheirs ** 2))
  const gain = spreadTheirs < 1 ? 1 : Math.min(1.6, Math.max(0.625, spreadOurs / spreadTheirs))
  return { gain, offset: meanOurs - gain * meanTheirs }
}

function leastDifference(
  ours: Channels,
  theirs: LaidChannels,
  { width, height }: Pixels,
  x: number,
  y: number,
  gain: number,
  offset: number,
): number {
  const at = y * width + x
  let least = Infinity
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1) {
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1) {
      const near = row * width + column
      if (theirs.covered[near] === 0) continue
      let most = 0
      for (let channel = 0; channel < 3; channel += 1) {
        const value = gain * (theirs[channel]?.data[near] ?? 0) + offset
        most = Math.max(most, Math.abs((ours[channel]?.data[at] ?? 0) - value))
      }
      least = Math.min(least, most)
    }
  }
  return least
}

/** From dark violet over red to light yellow: each colour is brighter than the one before, so it reads without colour. */
const RAMP = [
  [40, 11, 84],
  [120, 28, 109],
  [188, 55, 84],
  [237, 105, 37],
  [251, 180, 26],
  [252, 255, 164],
] as const

function paint(data: Uint8ClampedArray, at: number, luma: number, heat: number): void {
  const share = Math.min(1, Math.max(0, heat))
  const place = share * (RAMP.length - 1)
  const [lower, upper] = [RAMP[Math.floor(place)] ?? RAMP[0], RAMP[Math.ceil(place)] ?? RAMP[0]]
  const ground = 16 + luma * 0.28
  const cover = Math.min(1, share * 4)
  for (let channel = 0; channel < 3; channel += 1) {
    const low = lower[channel] ?? 0
    const colour = low + ((upper[channel] ?? 0) - low) * (place - Math.floor(place))
    data[at * 4 + channel] = ground * (1 - cover) + colour * cover
  }
  data[at * 4 + 3] = 255
}

/** What only the fixed picture shows is hatched: neither equal nor different. */
function paintAlone(data: Uint8ClampedArray, at: number, luma: number, x: number, y: number): void {
  const grey = (x + y) % 12 < 2 ? 150 : 60 + luma * 0.2
  data.fill(grey, at * 4, at * 4 + 3)
  data[at * 4 + 3] = 255
}
