import type { Size } from './stage-view.ts'

/**
 * How many columns show so many panels largest, taking product pictures for about square.
 * @param captionPx height that each panel needs under its picture
 */
export function stageColumns(panels: number, stage: Size, captionPx: number): number {
  let best = 1
  let bestEdge = -1
  for (let columns = 1; columns <= panels; columns += 1) {
    // Full rows only: a panel by itself in the last row wastes the rest of it.
    if (panels % columns !== 0) continue
    const rows = panels / columns
    const edge = Math.min(stage.width / columns, stage.height / rows - captionPx)
    // Of two equally good ways the one with more columns: side by side compares better than above each other.
    if (edge >= bestEdge) [best, bestEdge] = [columns, edge]
  }
  return best
}
