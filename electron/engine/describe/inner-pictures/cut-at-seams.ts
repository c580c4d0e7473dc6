import { type Layout, WHOLE } from './layout.ts'
import { areaOf, type Direction, type Rectangle } from './rectangle.ts'
import { trimMargins } from './trim-margins.ts'

/**
 * How sure a seam must be, also where it continues one of another part, as in a grid, and how much edges beside it count
 * against it: a photo full of texture has edges everywhere. Chosen on training photos (a seam in one of twenty) and
 * collages of validation photos (nine of ten seams).
 */
const SEAM = 0.84
const CONTINUED_SEAM = 0.6
const BESIDE_WEIGHT = 0.1
/** Beyond what the seam itself changes. */
const BESIDE_PX = 3
/** From the rectangle's own edges. */
const SEAM_MARGIN_PX = 6
/** Of the picture: less is not looked at further. */
const SMALLEST_SHARE = 0.09
const DEEPEST = 6

/**
 * The parts of a picture that straight seams from side to side leave, margins trimmed, from top and left on: a recursive
 * XY-cut (Nagy and Seth, 1984) by edges.
 */
export function cutAtSeams(layout: Layout, rectangle: Rectangle): readonly Rectangle[] {
  const { parts, seams } = cut(layout, rectangle, [], 0)
  return seams.length === 0 ? parts : cut(layout, rectangle, seams, 0).parts
}

interface Seam {
  readonly direction: Direction
  readonly at: number
}

interface Cut {
  readonly parts: readonly Rectangle[]
  readonly seams: readonly Seam[]
}

function cut(layout: Layout, rectangle: Rectangle, known: readonly Seam[], depth: number): Cut {
  const part = trimMargins(layout, rectangle)
  if (areaOf(part) < SMALLEST_SHARE * areaOf(WHOLE)) return { parts: [], seams: [] }
  const seam = depth < DEEPEST ? bestSeam(layout, part, known) : null
  if (seam === null) return { parts: [part], seams: [] }
  const halves = halvesOf(part, seam).map((half) => cut(layout, half, known, depth + 1))
  return {
    parts: halves.flatMap(({ parts }) => parts),
    seams: [seam, ...halves.flatMap(({ seams }) => seams)],
  }
}

function halvesOf(part: Rectangle, { direction, at }: Seam): readonly Rectangle[] {
  return direction === 'vertical'
    ? [
        { ...part, right: at },
        { ...part, left: at },
      ]
    : [
        { ...part, bottom: at },
        { ...part, top: at },
      ]
}

function bestSeam(layout: Layout, part: Rectangle, known: readonly Seam[]): Seam | null {
  let best: Seam | null = null
  let surest = 0
  for (const direction of ['vertical', 'horizontal'] as const) {
    const [first, last] = direction === 'vertical' ? [part.left, part.right] : [part.top, part.bottom]
    const continued = new Set(
      known.flatMap((seam) => (seam.direction === direction ? [seam.at - 1, seam.at, seam.at + 1] : [])),
    )
    for (let at = first + SEAM_MARGIN_PX; at <= last - SEAM_MARGIN_PX; at++) {
      const least = continued.has(at) ? CONTINUED_SEAM : SEAM
      const share = layout.edgeShare(part, direction, at)
      // What lies beside it only takes away from it, and most lines are no seam anyway.
      if (share < least) continue
      const sureness = share - BESIDE_WEIGHT * besideShare(layout, part, direction, at)
      if (sureness < least || sureness <= surest) continue
      best = { direction, at }
      surest = sureness
    }
  }
  return best
}

function besideShare(layout: Layout, part: Rectangle, direction: Direction, at: number): number {
  return Math.max(
    layout.edgeShare(part, direction, at - BESIDE_PX),
    layout.edgeShare(part, direction, at + BESIDE_PX),
  )
}
