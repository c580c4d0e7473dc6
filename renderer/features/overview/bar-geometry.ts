/** Where rows of bars lie inside their drawing, in the drawing's own units. */
export const ROW = { start: 52, top: 22, width: 560, height: 62, pitch: 92 } as const
export const DRAWING_WIDTH = 624
/** Below the last row: the axis with its words. */
const FOOT = 40

export interface Tick {
  readonly value: number
  /** In the drawing's units, from the row's own upper edge. */
  readonly y: number
}

export function drawingHeight(rows: number): number {
  return rows * ROW.pitch + FOOT
}

/** From the drawing's upper edge to where a row's bars may begin. */
export function rowTop(row: number): number {
  return row * ROW.pitch + ROW.top
}

/**
 * How high a bar is: by the root of its count, since a few pairs must be seen beside a hundred thousand others.
 * @param most the highest count of the row
 */
export function barHeight(count: number, most: number): number {
  return ROW.height * Math.sqrt(Math.max(0, count) / Math.max(1, most))
}

/** Round counts for a row's axis: 0, one near the middle of its height, one near its top. */
export function countTicks(most: number): Tick[] {
  const top = Math.max(1, most)
  const wanted = [0, top / 4, top].map(roundCount)
  return [...new Set(wanted)].map((value) => ({ value, y: ROW.height - barHeight(value, top) }))
}

/** To one digit, or two from 10 on; never more than the count itself. */
function roundCount(count: number): number {
  if (count < 10) return Math.floor(count)
  const step = 10 ** (Math.floor(Math.log10(count)) - 1)
  return Math.floor(count / step) * step
}
