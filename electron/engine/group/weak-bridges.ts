/** A pair within a group that alone holds two parts of it together. */
export interface WeakBridge {
  readonly itemA: number
  readonly itemB: number
  /** Calibrated probability, 0..1 */
  readonly score: number
  /** The smaller of the two parts that the group would fall into, ascending */
  readonly part: readonly number[]
}

export interface EvidencePair {
  readonly itemA: number
  readonly itemB: number
  readonly score: number
}

/**
 * The bridges of a group's evidence: pairs at or above the threshold without which the group would fall into two parts.
 * A pair of two listings is no bridge, since there is nothing else to hold them; nor is one that a verdict settles.
 * @param pairs those among the members at or above the threshold
 * @param settledTogether whether verdicts say that two members are one product
 * @returns weakest first; by cutting each pair on trial, which for at most 50 members is soon done
 */
export function weakBridges(
  members: readonly number[],
  pairs: readonly EvidencePair[],
  settledTogether: (itemA: number, itemB: number) => boolean,
): WeakBridge[] {
  if (members.length < 3) return []
  const links = pairs.map(({ itemA, itemB }) => [itemA, itemB] as const)
  for (const [place, a] of members.entries())
    for (const b of members.slice(place + 1)) if (settledTogether(a, b)) links.push([a, b])
  return pairs
    .flatMap((pair, place): WeakBridge[] => {
      if (settledTogether(pair.itemA, pair.itemB)) return []
      const part = reachedFrom(pair.itemA, links, place)
      if (part.has(pair.itemB)) return []
      const other = reachedFrom(pair.itemB, links, place)
      const smaller = part.size <= other.size ? part : other
      return [{ ...pair, part: [...smaller].toSorted((a, b) => a - b) }]
    })
    .toSorted((a, b) => a.score - b.score || a.itemA - b.itemA || a.itemB - b.itemB)
}

function reachedFrom(
  start: number,
  links: readonly (readonly [number, number])[],
  without: number,
): Set<number> {
  const reached = new Set([start])
  // A set hands out what is added while it is walked.
  for (const item of reached)
    links.forEach(([a, b], place) => {
      if (place === without) return
      if (a === item) reached.add(b)
      else if (b === item) reached.add(a)
    })
  return reached
}
