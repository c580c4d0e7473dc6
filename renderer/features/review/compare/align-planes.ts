import { bestShifts, LEAST_OVERLAP, weighOverlap } from './correlate-planes.ts'
import { detailPlane, mirrorPlane, resizePlane, type Plane } from './plane.ts'

/**
 * Where a picture lies on another: a point (u, v) of it, mirrored first where it says so, is at
 * (x + scale * u, y + scale * v) of the other; all in pixels.
 */
export interface Alignment {
  readonly mirrored: boolean
  readonly scale: number
  readonly x: number
  readonly y: number
}

interface AlignmentOutcome {
  readonly alignment: Alignment
  /** Correlation of the details that both show, -1..1. */
  readonly likeness: number
}

/** From a part of 40% to one that the other is 40% of. */
const LARGEST_SCALE = 2.5
/** At the coarsest size the rim moves by about a pixel from one scale to the next. */
const SCALE_STEP = 1.07
const COARSE_EDGE_PX = 32
/** Of this size the coarse ones are made; of the whole it would take longer and give the same. */
const REDUCED_EDGE_PX = 128
const KEPT_CANDIDATES = 6
/** Longest edges at which what is left is compared again, and how many candidates go on. */
const LEVELS = [
  { edgePx: 64, kept: 3 },
  { edgePx: 128, kept: 1 },
  { edgePx: 512, kept: 1 },
] as const
/** The size at which it is decided whether two pictures show the same: finer ones differ by compression alone. */
const JUDGED_EDGE_PX = 128
/** Unrelated photos hardly reach a half, even where they fit best. */
const LEAST_LIKENESS = 0.52

/**
 * Finds the shift, scale and mirroring that bring a picture onto another, whatever their brightness; coarse to fine.
 * @returns null where they show too little in common
 */
export function alignPlanes(fixed: Plane, moved: Plane): AlignmentOutcome | null {
  if (Math.min(fixed.width, fixed.height, moved.width, moved.height) < 8) return null
  let candidates = coarseCandidates(fixed, moved)
  let judged = -1
  for (const { edgePx, kept } of LEVELS) {
    candidates = candidates
      .map(({ alignment }) => refine(fixed, moved, alignment, edgePx))
      .toSorted((one, other) => other.likeness - one.likeness)
      .slice(0, kept)
    if (edgePx === JUDGED_EDGE_PX) judged = candidates[0]?.likeness ?? -1
  }
  const best = candidates[0]
  return best === undefined || judged < LEAST_LIKENESS ? null : { ...best, likeness: judged }
}

function coarseCandidates(fixed: Plane, moved: Plane): AlignmentOutcome[] {
  const found: AlignmentOutcome[] = []
  const [fixedSmall, movedSmall] = [reduced(fixed), reduced(moved)]
  const steps = Math.floor(Math.log(LARGEST_SCALE) / Math.log(SCALE_STEP))
  // Both fill their frame at scale 1, whatever their sizes.
  const even = longest(fixed) / longest(moved)
  for (let step = -steps; step <= steps; step += 1) {
    const scale = even * SCALE_STEP ** step
    // The one that is shown smaller has the coarse edge.
    const factor = COARSE_EDGE_PX / Math.min(longest(fixed), longest(moved) * scale)
    const ours = detailPlane(scaled(fixedSmall, (factor * longest(fixed)) / longest(fixedSmall)))
    const theirs = detailPlane(scaled(movedSmall, (factor * scale * longest(moved)) / longest(movedSmall)))
    bestShifts(ours, theirs, mirrorPlane(theirs)).forEach((shift, index) => {
      if (shift === null) return
      const [across, down] = [ours.width / fixed.width, ours.height / fixed.height]
      const alignment = { mirrored: index === 1, scale, x: shift.x / across, y: shift.y / down }
      found.push({ alignment, likeness: shift.score })
    })
  }
  return distinct(found.toSorted((one, other) => other.likeness - one.likeness))
}

/** Neighbouring scales find the same place; one of them goes on. */
function distinct(candidates: readonly AlignmentOutcome[]): AlignmentOutcome[] {
  const kept: AlignmentOutcome[] = []
  for (const candidate of candidates) {
    const { alignment } = candidate
    const isKnown = kept.some(
      ({ alignment: other }) =>
        other.mirrored === alignment.mirrored &&
        Math.abs(Math.log(other.scale / alignment.scale)) < 1.5 * Math.log(SCALE_STEP),
    )
    if (!isKnown) kept.push(candidate)
    if (kept.length === KEPT_CANDIDATES) break
  }
  return kept
}

function longest({ width, height }: Plane): number {
  return Math.max(width, height)
}

function reduced(plane: Plane): Plane {
  return scaled(plane, Math.min(1, REDUCED_EDGE_PX / longest(plane)))
}

function scaled(plane: Plane, factor: number): Plane {
  const length = (edge: number): number => Math.max(1, Math.round(edge * factor))
  return resizePlane(plane, length(plane.width), length(plane.height))
}

/** Climbs from an alignment to the best one near it, at a size where the fixed picture's longest edge is `edgePx`. */
function refine(fixed: Plane, moved: Plane, start: Alignment, edgePx: number): AlignmentOutcome {
  // Nothing is enlarged: that would only blur.
  const factor = Math.min(1, 1 / start.scale, edgePx / longest(fixed))
  const ours = detailPlane(scaled(fixed, factor))
  const resized = scaled(moved, Math.min(1, factor * start.scale))
  const theirs = detailPlane(start.mirrored ? mirrorPlane(resized) : resized)
  const across = ours.width / fixed.width
  const down = ours.height / fixed.height
  const own = theirs.width / moved.width
  const place = climb(ours, theirs, {
    scale: (start.scale * across) / own,
    x: start.x * across,
    y: start.y * down,
  })
  return {
    alignment: {
      mirrored: start.mirrored,
      scale: (place.scale * own) / across,
      x: place.x / across,
      y: place.y / down,
    },
    likeness: place.score,
  }
}

interface Placement {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** Tries a step in each direction, takes what is better, and halves the step where nothing is. */
function climb(fixed: Plane, moved: Plane, start: Placement): Placement & { score: number } {
  let best = { ...start, score: scoreAt(fixed, moved, start) }
  for (const step of [1, 0.5, 0.25, 0.125]) {
    // A change of scale that moves the rim by as much as the step moves all.
    const grow = 1 + (2 * step) / longest(moved)
    for (let round = 0; round < 8; round += 1) {
      const before = best.score
      for (const next of neighbours(best, step, grow, moved)) {
        const score = scoreAt(fixed, moved, next)
        if (score > best.score) best = { ...next, score }
      }
      if (best.score <= before) break
    }
  }
  return best
}

function neighbours({ scale, x, y }: Placement, step: number, grow: number, moved: Plane): Placement[] {
  const about = (factor: number): Placement => ({
    scale: scale * factor,
    // About its middle, so that scale and place do not pull at each other.
    x: x + (scale * moved.width * (1 - factor)) / 2,
    y: y + (scale * moved.height * (1 - factor)) / 2,
  })
  return [
    { scale, x: x + step, y },
    { scale, x: x - step, y },
    { scale, x, y: y + step },
    { scale, x, y: y - step },
    about(grow),
    about(1 / grow),
  ]
}

/** Samples a side at most: more make it slower and no surer. */
const MOST_SAMPLES = 160

function scoreAt(fixed: Plane, moved: Plane, { scale, x, y }: Placement): number {
  const x0 = Math.max(0, Math.ceil(x))
  const y0 = Math.max(0, Math.ceil(y))
  const x1 = Math.min(fixed.width, Math.floor(x + scale * moved.width))
  const y1 = Math.min(fixed.height, Math.floor(y + scale * moved.height))
  if (x1 - x0 < 4 || y1 - y0 < 4) return -1
  const smaller = Math.min(fixed.width * fixed.height, scale * scale * moved.width * moved.height)
  const share = ((x1 - x0) * (y1 - y0)) / smaller
  if (share < LEAST_OVERLAP) return -1
  const stride = Math.max(1, Math.floor(Math.max(x1 - x0, y1 - y0) / MOST_SAMPLES))
  let [both, ours, theirs] = [0, 0, 0]
  for (let row = y0; row < y1; row += stride) {
    const v = (row + 0.5 - y) / scale - 0.5
    for (let column = x0; column < x1; column += stride) {
      const a = fixed.data[row * fixed.width + column] ?? 0
      const b = valueAt(moved, (column + 0.5 - x) / scale - 0.5, v)
      both += a * b
      ours += a * a
      theirs += b * b
    }
  }
  if (ours <= 1e-3 || theirs <= 1e-3) return -1
  return weighOverlap(both / Math.sqrt(ours * theirs), share)
}

/** Between pixels, the weighted mean of the four around. */
export function valueAt({ width, height, data }: Plane, u: number, v: number): number {
  const x = Math.min(width - 1, Math.max(0, u))
  const y = Math.min(height - 1, Math.max(0, v))
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)]
  const [across, down] = [x - left, y - top]
  const upper = (data[top * width + left] ?? 0) * (1 - across) + (data[top * width + right] ?? 0) * across
  const lower =
    (data[bottom * width + left] ?? 0) * (1 - across) + (data[bottom * width + right] ?? 0) * across
  return upper * (1 - down) + lower * down
}
