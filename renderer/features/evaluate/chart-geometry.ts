import type { CurvePoint } from '../../../electron/contract/evaluate.ts'

/** Where a chart of two shares lies inside its drawing, in the drawing's own units. */
export const PLOT = { left: 46, top: 12, width: 300, height: 240 } as const
export const DRAWING = { width: 360, height: 300 } as const
export const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1] as const

/** @param share 0..1, from the left edge to the right */
export function across(share: number): number {
  return PLOT.left + share * PLOT.width
}

/** @param share 0..1, from the lower edge to the upper */
export function up(share: number): number {
  return PLOT.top + (1 - share) * PLOT.height
}

/** An SVG polyline's points: recall to the right, precision upwards. */
export function curveLine(points: readonly CurvePoint[]): string {
  return points
    .map(({ recall, precision }) => `${across(recall).toFixed(1)},${up(precision).toFixed(1)}`)
    .join(' ')
}

/** At most so many points, spread evenly, with the first and the last: what a table can show. */
export function sampledPoints<Point>(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points]
  const step = (points.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, place) => points[Math.round(place * step)]).filter(
    (point) => point !== undefined,
  )
}
