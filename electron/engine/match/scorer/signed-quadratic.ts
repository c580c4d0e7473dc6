const MAXIMUM_SWEEPS = 20_000
const SETTLED = 1e-10

/**
 * The point x where gradient . (x - from) + 1/2 (x - from)' curvature (x - from) is smallest among those whose
 * coefficients have the wanted signs, by cyclic coordinate descent.
 * @param curvature float64 [n * n], symmetric and positive definite
 * @param from float64 [n], itself of the wanted signs
 * @param signs 1: never negative; -1: never positive; 0: either
 */
export function solveSignedQuadratic(
  curvature: Float64Array,
  gradient: Float64Array,
  from: Float64Array,
  signs: readonly number[],
): Float64Array {
  const size = from.length
  const point = from.slice()
  // The slope at the point, kept up to date with every move.
  const slope = gradient.slice()
  for (let sweep = 0; sweep < MAXIMUM_SWEEPS; sweep += 1) {
    let largest = 0
    for (let place = 0; place < size; place += 1) {
      const current = point[place] ?? 0
      const free = current - (slope[place] ?? 0) / (curvature[place * size + place] ?? 1)
      const next = free * (signs[place] ?? 0) < 0 ? 0 : free
      const move = next - current
      if (move === 0) continue
      point[place] = next
      for (let other = 0; other < size; other += 1) {
        slope[other] = (slope[other] ?? 0) + move * (curvature[place * size + other] ?? 0)
      }
      largest = Math.max(largest, Math.abs(move))
    }
    if (largest < SETTLED) break
  }
  return point
}
