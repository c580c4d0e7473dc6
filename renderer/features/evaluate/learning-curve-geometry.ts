import type { LearningCurve } from '../../../electron/contract/queue.ts'

/** Where the curves lie inside their drawing, in the drawing's own units. */
export const CURVE_PLOT = { left: 50, top: 12, width: 520, height: 240 } as const
export const CURVE_DRAWING = { width: 590, height: 300 } as const

type Points = LearningCurve['curves'][number]['points']

/** The scales of a drawing: verdicts from none to the most, F1 from a round tenth below the lowest up to 1. */
export interface CurveScale {
  readonly across: (verdicts: number) => number
  readonly up: (f1: number) => number
  readonly verdictTicks: readonly number[]
  readonly f1Ticks: readonly number[]
}

export function curveScale(curves: readonly { readonly points: Points }[]): CurveScale {
  const points = curves.flatMap((curve) => curve.points)
  const most = Math.max(1, ...points.map(({ verdicts }) => verdicts))
  // In tenths, since 0.1 + 0.2 is not 0.3.
  const lowest = Math.min(9, Math.floor(Math.min(1, ...points.map(({ f1 }) => f1)) * 10))
  const step = lowest < 5 ? 2 : 1
  return {
    across: (verdicts) => CURVE_PLOT.left + (verdicts / most) * CURVE_PLOT.width,
    up: (f1) => CURVE_PLOT.top + ((1 - f1) / (1 - lowest / 10)) * CURVE_PLOT.height,
    verdictTicks: verdictTicks(most),
    f1Ticks: Array.from(
      { length: Math.floor((10 - lowest) / step) + 1 },
      (_, place) => (10 - place * step) / 10,
    ),
  }
}

/** Round numbers of verdicts, at most six. */
function verdictTicks(most: number): number[] {
  const wanted = most / 5
  const power = 10 ** Math.floor(Math.log10(Math.max(1, wanted)))
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= wanted) ?? power * 10,
  )
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, place) => place * step)
}

/** An SVG polyline's points. */
export function curvePoints(points: Points, { across, up }: CurveScale): string {
  return points.map(({ verdicts, f1 }) => `${across(verdicts).toFixed(1)},${up(f1).toFixed(1)}`).join(' ')
}
