import type { Neighbours } from './neighbours.ts'

/** Neighbours as nested lists of [row, distance], for tests. */
export function listNeighbours({
  offsets,
  rows,
  distances,
}: Neighbours): [row: number, distance: number][][] {
  return Array.from({ length: offsets.length - 1 }, (_, row) =>
    Array.from(rows.subarray(offsets[row], offsets[row + 1]), (other, place): [number, number] => [
      other,
      distances[(offsets[row] ?? 0) + place] ?? 0,
    ]),
  )
}
