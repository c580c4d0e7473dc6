/**
 * How well one query's ranking finds what it should, ties counted as if their order were left to chance.
 * @param distances to every picture of the gallery; NaN for one that does not take part
 */
export class Ranking {
  /** Pictures of equal distance, nearest first. */
  readonly #groups: { readonly size: number; readonly right: number }[]
  readonly right: number

  constructor(distances: Float32Array | Float64Array, isRight: (place: number) => boolean) {
    const order = Array.from(distances.keys())
      .filter((place) => !Number.isNaN(distances[place]))
      .sort((one, other) => (distances[one] ?? 0) - (distances[other] ?? 0))
    this.#groups = []
    for (let from = 0; from < order.length;) {
      const distance = distances[order[from] ?? 0]
      let to = from
      let right = 0
      for (; to < order.length && distances[order[to] ?? 0] === distance; to += 1)
        if (isRight(order[to] ?? 0)) right += 1
      this.#groups.push({ size: to - from, right })
      from = to
    }
    this.right = this.#groups.reduce((sum, { right }) => sum + right, 0)
  }

  /** How likely one of the `k` nearest is right, 0..1. */
  hitAt(k: number): number {
    let left = k
    for (const { size, right } of this.#groups) {
      if (left <= 0) return 0
      if (right > 0) return left >= size ? 1 : 1 - chanceOfNone(size, right, left)
      left -= size
    }
    return 0
  }

  /** As scikit-learn's average_precision_score, where all of one distance come at once; 0 where nothing is right. */
  averagePrecision(): number {
    let [seen, found, sum] = [0, 0, 0]
    for (const { size, right } of this.#groups) {
      seen += size
      found += right
      sum += right * (found / seen)
    }
    return this.right === 0 ? 0 : sum / this.right
  }
}

/** That none of `drawn` out of `size`, drawn without looking, is one of the `right`. */
function chanceOfNone(size: number, right: number, drawn: number): number {
  let chance = 1
  for (let n = 0; n < drawn; n += 1) chance *= Math.max(0, size - right - n) / (size - n)
  return chance
}

/**
 * Area under the ROC curve: how likely a same pair is nearer than another one, ties half.
 * @param same distances of pairs that show the same
 */
export function areaUnderRoc(same: readonly number[], other: readonly number[]): number {
  const sorted = Float64Array.from(other).sort()
  const below = (value: number, orEqual: boolean): number => {
    let [from, to] = [0, sorted.length]
    while (from < to) {
      const middle = (from + to) >> 1
      const at = sorted[middle] ?? 0
      if (at < value || (orEqual && at === value)) from = middle + 1
      else to = middle
    }
    return from
  }
  const wins = same.reduce((sum, distance) => {
    const further = sorted.length - below(distance, true)
    return sum + further + (below(distance, true) - below(distance, false)) / 2
  }, 0)
  return wins / (same.length * other.length)
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
