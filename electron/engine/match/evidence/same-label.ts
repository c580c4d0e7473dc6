import type { Neighbours } from '../../vector-index/neighbours.ts'

/** A bag is never compared with a shoe; what nobody has named, with everything. */
export function mayBeCompared(labels: Uint16Array, pictureA: number, pictureB: number): boolean {
  const [a, b] = [labels[pictureA] ?? 0, labels[pictureB] ?? 0]
  return a === b || a === 0 || b === 0
}

/** The neighbours that may be compared, in their order. */
export function onlyComparable(neighbours: Neighbours, labels: Uint16Array): Neighbours {
  if (labels.every((label) => label === 0)) return neighbours
  const offsets = new Uint32Array(neighbours.offsets.length)
  const rows: number[] = []
  const distances: number[] = []
  for (let picture = 0; picture + 1 < offsets.length; picture += 1) {
    const end = neighbours.offsets[picture + 1] ?? 0
    for (let place = neighbours.offsets[picture] ?? 0; place < end; place += 1) {
      const other = neighbours.rows[place] ?? 0
      if (!mayBeCompared(labels, picture, other)) continue
      rows.push(other)
      distances.push(neighbours.distances[place] ?? 0)
    }
    offsets[picture + 1] = rows.length
  }
  return { offsets, rows: Uint32Array.from(rows), distances: Float32Array.from(distances) }
}
