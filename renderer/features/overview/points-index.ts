import KDBush from 'kdbush'
import type { MapArrays } from './map-arrays.ts'
import type { Point } from './map-camera.ts'

/** Finds points of the map by their places. */
export class PointsIndex {
  readonly #index: KDBush
  readonly #places: Float32Array

  constructor({ places, count }: Pick<MapArrays, 'places' | 'count'>) {
    this.#places = places
    this.#index = new KDBush(count, 64, Float32Array)
    for (let point = 0; point < count; point += 1)
      this.#index.add(places[point * 2] ?? 0, places[point * 2 + 1] ?? 0)
    this.#index.finish()
  }

  /** The nearest point within a distance; of several at one place the first. Null where there is none. */
  nearest({ x, y }: Point, within: number): number | null {
    let best: number | null = null
    let bestDistance = Infinity
    for (const point of this.#index.within(x, y, within)) {
      const distance = Math.hypot(this.#x(point) - x, this.#y(point) - y)
      if (distance > bestDistance || (distance === bestDistance && point > (best ?? 0))) continue
      best = point
      bestDistance = distance
    }
    return best
  }

  /** All points at the very place of one, itself among them, rising. */
  atPlaceOf(point: number): number[] {
    const [x, y] = [this.#x(point), this.#y(point)]
    return this.#index.range(x, y, x, y).toSorted((a, b) => a - b)
  }

  within({ x, y }: Point, distance: number): number[] {
    return this.#index.within(x, y, distance).toSorted((a, b) => a - b)
  }

  /** All points in a shape that may cross itself: what lies in an odd number of its loops is in it. Rising. */
  inside(shape: readonly Point[]): number[] {
    if (shape.length < 3) return []
    const xs = shape.map(({ x }) => x)
    const ys = shape.map(({ y }) => y)
    return this.#index
      .range(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
      .filter((point) => isInside({ x: this.#x(point), y: this.#y(point) }, shape))
      .toSorted((a, b) => a - b)
  }

  #x(point: number): number {
    return this.#places[point * 2] ?? 0
  }

  #y(point: number): number {
    return this.#places[point * 2 + 1] ?? 0
  }
}

function isInside({ x, y }: Point, shape: readonly Point[]): boolean {
  let inside = false
  let before = shape.at(-1)
  for (const corner of shape) {
    if (before !== undefined && corner.y > y !== before.y > y) {
      const crossing = ((before.x - corner.x) * (y - corner.y)) / (before.y - corner.y) + corner.x
      if (x < crossing) inside = !inside
    }
    before = corner
  }
  return inside
}
