import { CosineIndex } from '../vector-index/cosine-index.ts'
import { randomFromState } from '../sample/random.ts'

const NEIGHBOURS = 5
/** Closer than this two pictures are taken for the same, and lie at the same place. */
const SAME = 1e-4
/** Neighbours that lie farther from the nearest on the map belong to another island: between two is nowhere. */
const SAME_ISLAND = 0.12
/** How far a point may lie off its neighbours' mean, so that pictures beside the same ones do not hide each other. */
const SCATTER = 0.006

/** Vectors that have a place on the map. */
export interface Landmarks {
  /** float32 [rows * dimension] */
  readonly vectors: Float32Array
  /** float64 [2 * rows], the map's largest side from -1 to 1 */
  readonly places: Float64Array
}

/** Finds places beside the nearest landmarks; the landmarks never move. */
export class PlaceBeside {
  readonly #index: CosineIndex
  readonly #places: Float64Array

  private constructor(index: CosineIndex, places: Float64Array) {
    this.#index = index
    this.#places = places
  }

  static async of(
    { vectors, places }: Landmarks,
    dimension: number,
    signal: AbortSignal,
  ): Promise<PlaceBeside> {
    return new PlaceBeside(await CosineIndex.build(vectors, dimension, { signal }), places)
  }

  /**
   * The weighted mean of the nearest landmarks' places, the nearer the heavier. Synchronous: about 0.1 ms a vector.
   * @param vectors float32 [rows * dimension], L2-normalised
   * @param names one for each row; the same name is scattered the same way
   * @returns float64 [2 * rows]
   */
  place(vectors: Float32Array, names: ArrayLike<number>): Float64Array {
    const { offsets, rows, distances } = this.#index.search(vectors, NEIGHBOURS)
    const placed = new Float64Array(names.length * 2)
    for (let row = 0; row < names.length; row += 1) {
      const [from = 0, to = 0] = [offsets[row], offsets[row + 1]]
      const near = rows.subarray(from, to)
      const [x, y] = this.#meanOf(near, distances.subarray(from, to))
      const isSame = (distances[from] ?? 0) < SAME
      const [right, up] = isSame ? [0, 0] : scatter(names[row] ?? 0)
      placed[row * 2] = x + right
      placed[row * 2 + 1] = y + up
    }
    return placed
  }

  #meanOf(near: Uint32Array, distances: Float32Array): [number, number] {
    const [nearest = 0] = distances
    const [atX, atY] = this.#placeOf(near[0] ?? 0)
    if (nearest < SAME) return [atX, atY]
    const scale = Math.max(SAME, (distances.at(-1) ?? 0) - nearest)
    let [sumX, sumY, sum] = [0, 0, 0]
    near.forEach((landmark, place) => {
      const [x, y] = this.#placeOf(landmark)
      if (Math.hypot(x - atX, y - atY) > SAME_ISLAND) return
      const weight = Math.exp((-2 * ((distances[place] ?? 0) - nearest)) / scale)
      sumX += x * weight
      sumY += y * weight
      sum += weight
    })
    return sum === 0 ? [atX, atY] : [sumX / sum, sumY / sum]
  }

  #placeOf(landmark: number): [number, number] {
    return [this.#places[landmark * 2] ?? 0, this.#places[landmark * 2 + 1] ?? 0]
  }
}

function scatter(name: number): [number, number] {
  const random = randomFromState([name >>> 0, 0x9e37_79b9, 0x243f_6a88, 0xb7e1_5162])
  // The first numbers of neighbouring states are alike.
  for (let skipped = 0; skipped < 8; skipped += 1) random.next()
  const angle = random.between(0, 2 * Math.PI)
  const far = Math.sqrt(random.between(0, 1)) * SCATTER
  return [Math.cos(angle) * far, Math.sin(angle) * far]
}
