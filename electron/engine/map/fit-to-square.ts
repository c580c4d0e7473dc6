/** Moves and scales places so that the middle of their bounds is 0 and their larger side lies in -1..1. */
export function fitToSquare(places: Float64Array): Float64Array {
  const bounds = [0, 1].map((axis) => {
    let [low, high] = [Infinity, -Infinity]
    for (let index = axis; index < places.length; index += 2) {
      low = Math.min(low, places[index] ?? 0)
      high = Math.max(high, places[index] ?? 0)
    }
    return { middle: (low + high) / 2, half: (high - low) / 2 }
  })
  const half = Math.max(...bounds.map((bound) => bound.half)) || 1
  return places.map((value, index) => (value - (bounds[index % 2]?.middle ?? 0)) / half)
}
