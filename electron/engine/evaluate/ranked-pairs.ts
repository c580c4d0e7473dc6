/** Pairs of items (dense numbers) with how strongly something speaks for each: strongest first, ties by a, then by b. */
export interface RankedPairs {
  readonly a: Uint32Array
  readonly b: Uint32Array
  /** float64: higher is more alike: a score, or a distance with its sign turned */
  readonly strength: Float64Array
}

/** @param strength NaN for a pair that was not measured, which is left out */
export function rankPairs(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  strength: ArrayLike<number>,
): RankedPairs {
  const order: number[] = []
  for (let pair = 0; pair < strength.length; pair += 1)
    if (!Number.isNaN(strength[pair] ?? 0)) order.push(pair)
  const sorted = Uint32Array.from(order).sort(
    (one, other) =>
      (strength[other] ?? 0) - (strength[one] ?? 0) ||
      (a[one] ?? 0) - (a[other] ?? 0) ||
      (b[one] ?? 0) - (b[other] ?? 0),
  )
  return {
    a: Uint32Array.from(sorted, (pair) => a[pair] ?? 0),
    b: Uint32Array.from(sorted, (pair) => b[pair] ?? 0),
    strength: Float64Array.from(sorted, (pair) => strength[pair] ?? 0),
  }
}

/** How many of the pairs are at least this strong: they are the first. */
export function countAtLeast({ strength }: Pick<RankedPairs, 'strength'>, minimum: number): number {
  let low = 0
  let high = strength.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((strength[middle] ?? 0) >= minimum) low = middle + 1
    else high = middle
  }
  return low
}

/** The pairs that are at least this strong. */
export function pairsAtLeast(pairs: RankedPairs, minimum: number): RankedPairs {
  const count = countAtLeast(pairs, minimum)
  return {
    a: pairs.a.subarray(0, count),
    b: pairs.b.subarray(0, count),
    strength: pairs.strength.subarray(0, count),
  }
}
