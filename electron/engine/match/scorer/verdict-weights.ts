/** A scored candidate pair; items by any number that is theirs alone. */
export interface WeighedPair {
  readonly itemA: number
  readonly itemB: number
  readonly score: number
}

/** Lower bounds of the strata by score; what scores less than the first is nobody's question. */
const SCORES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9]
/** Lower bounds by how many others an item is likely the same as. */
const CROWDS = [0, 2, 4]
const HIGHEST_WEIGHT = 8
const LEAST_LIKELY = 0.5

/**
 * How much each verdict counts when a fit is judged. A curator is asked what is worth most, which is no fair sample: crowds of
 * look-alikes come first, and in them most answers are no. Each verdict therefore counts for as many candidate pairs of
 * its kind, by score and by crowd, as there are to each that was judged.
 * @param population every candidate pair, by one scorer
 * @param judged those that were judged, by the same scorer
 * @returns beside `judged`; they sum to the number of equally weighted verdicts that would tell as much
 */
export function verdictWeights(population: Iterable<WeighedPair>, judged: readonly WeighedPair[]): number[] {
  // Evidence that comes with a pair is let go, which for a large catalogue is most of its weight.
  const pairs = Array.from(population, ({ itemA, itemB, score }) => ({ itemA, itemB, score }))
  const crowdOf = new Map<number, number>()
  for (const { itemA, itemB, score } of pairs) {
    if (score < LEAST_LIKELY) continue
    crowdOf.set(itemA, (crowdOf.get(itemA) ?? 0) + 1)
    crowdOf.set(itemB, (crowdOf.get(itemB) ?? 0) + 1)
  }
  const stratumOf = ({ itemA, itemB, score }: WeighedPair): number => {
    const crowd = Math.max(crowdOf.get(itemA) ?? 0, crowdOf.get(itemB) ?? 0)
    return Math.max(0, lastBelow(SCORES, score)) * CROWDS.length + lastBelow(CROWDS, crowd)
  }
  const known = countBy(pairs.filter(({ score }) => score >= (SCORES[0] ?? 0)).map(stratumOf))
  const asked = judged.map(stratumOf)
  const askedOf = countBy(asked)
  const raw = asked.map((stratum) => Math.max(1, known.get(stratum) ?? 0) / (askedOf.get(stratum) ?? 1))
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / Math.max(1, raw.length)
  const capped = raw.map((weight) => Math.min(HIGHEST_WEIGHT, weight / mean))
  // Kish's effective sample size.
  const sum = capped.reduce((total, weight) => total + weight, 0)
  const squares = capped.reduce((total, weight) => total + weight ** 2, 0)
  return capped.map((weight) => (weight * sum) / squares)
}

function lastBelow(bounds: readonly number[], value: number): number {
  return bounds.findLastIndex((bound) => value >= bound)
}

function countBy(keys: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
