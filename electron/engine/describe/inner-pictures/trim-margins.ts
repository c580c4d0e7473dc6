import type { Layout } from './layout.ts'
import { directionOf, type Rectangle, type Side, SIDES } from './rectangle.ts'

/** Behind a margin a photo begins along a straight edge; a product on a plain ground touches it here and there only. */
const FILLED_SHARE = 0.7
/** A line around a card, the card's ground, and what each edge leaves of a pixel half in it. */
const MARGINS = 6

/** A rectangle without the plain margins that end at a straight edge, one inside the other. */
export function trimMargins(layout: Layout, rectangle: Rectangle): Rectangle {
  let trimmed = rectangle
  for (let margin = 0; margin < MARGINS; margin++) {
    const next = trimMargin(layout, trimmed)
    if (SIDES.every((side) => next[side] === trimmed[side])) break
    trimmed = next
  }
  return trimmed
}

function trimMargin(layout: Layout, rectangle: Rectangle): Rectangle {
  const inner: Record<Side, number> = { ...rectangle }
  for (const side of SIDES) inner[side] = behindMargin(layout, inner, side)
  // Of one plain colour throughout.
  if (inner.right <= inner.left || inner.bottom <= inner.top) return rectangle
  const isFilled = (side: Side): boolean =>
    layout.edgeShare(inner, directionOf(side), inner[side]) >= FILLED_SHARE
  const sideOf = (side: Side): number => (isFilled(side) ? inner : rectangle)[side]
  return { left: sideOf('left'), top: sideOf('top'), right: sideOf('right'), bottom: sideOf('bottom') }
}

/** Where a side would be without its plain lines of one colour. */
function behindMargin(layout: Layout, rectangle: Rectangle, side: Side): number {
  const { left, top, right, bottom } = rectangle
  const direction = directionOf(side)
  const [start, end] = direction === 'vertical' ? [left, right] : [top, bottom]
  const isFromStart = side === 'left' || side === 'top'
  const lineAt = (n: number): number => (isFromStart ? start + n : end - 1 - n)
  let plain = 0
  while (
    plain < end - start &&
    layout.isSameGround(rectangle, direction, lineAt(plain), lineAt(0)) &&
    layout.isPlain(rectangle, direction, lineAt(plain))
  )
    plain++
  return isFromStart ? start + plain : end - plain
}
