/** In pixels of a layout: `left` and `top` belong to it, `right` and `bottom` no more. */
export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export type Side = keyof Rectangle
export const SIDES: readonly Side[] = ['left', 'top', 'right', 'bottom']
/** Vertical lines run from top to bottom and are told apart by their column, horizontal ones by their row. */
export type Direction = 'vertical' | 'horizontal'

export function directionOf(side: Side): Direction {
  return side === 'left' || side === 'right' ? 'vertical' : 'horizontal'
}

export function areaOf({ left, top, right, bottom }: Rectangle): number {
  return (right - left) * (bottom - top)
}
