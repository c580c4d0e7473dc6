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
 * @param pairs those among the members at or above the threshold, each once
 * @param settledTogether whether verdicts say that two members are one product
 * @returns weakest first
 */
export function weakBridges(
  members: readonly number[],
  pairs: readonly EvidencePair[],
  settledTogether: (itemA: number, itemB: number) => boolean,
): WeakBridge[] {
  if (members.length < 3) return []
  const links = pairs.map(({ itemA, itemB }): Link => [itemA, itemB])
  for (const [place, a] of members.entries())
    for (const b of members.slice(place + 1)) if (settledTogether(a, b)) links.push([a, b])
  return bridgesOf(links)
    .flatMap(({ link, parts: [one, other] }): WeakBridge[] => {
      const pair = pairs[link]
      if (pair === undefined || settledTogether(pair.itemA, pair.itemB)) return []
      const [withA, withB] = one.includes(pair.itemA) ? [one, other] : [other, one]
      const smaller = withA.length <= withB.length ? withA : withB
      return [{ ...pair, part: smaller.toSorted((a, b) => a - b) }]
    })
    .toSorted((a, b) => a.score - b.score || a.itemA - b.itemA || a.itemB - b.itemB)
}

type Link = readonly [number, number]

interface Bridge {
  /** Index of the link. */
  readonly link: number
  /** What hangs together on either side of it. */
  readonly parts: readonly [readonly number[], readonly number[]]
}

/**
 * The links without which what hangs together would fall into two parts, by one walk over all of them: a group of 50 has
 * up to 1,225, and is read with every case. Two links between the same two hold each other.
 * @see Tarjan, "A note on finding the bridges of a graph", 1974
 */
function bridgesOf(links: readonly Link[]): Bridge[] {
  const linksAt = linksByItem(links)
  const walked: number[] = []
  const placeOf = new Map<number, number>()
  const found: { readonly link: number; readonly beyond: readonly number[] }[] = []

  /** @returns the first place that can be reached from the item, or from what lies beyond it, but by the link it was reached by */
  function walk(item: number, reachedBy: number | null): number {
    let first = walked.length
    placeOf.set(item, first)
    walked.push(item)
    for (const { link, to } of linksAt.get(item) ?? []) {
      if (link === reachedBy) continue
      const place = walked.length
      const reached = placeOf.get(to) ?? walk(to, link)
      if (reached === place) found.push({ link, beyond: walked.slice(place) })
      first = Math.min(first, reached)
    }
    return first
  }

  return [...linksAt.keys()].flatMap((item) => {
    if (placeOf.has(item)) return []
    const [start, known] = [walked.length, found.length]
    walk(item, null)
    const together = walked.slice(start)
    return found.slice(known).map(({ link, beyond }): Bridge => {
      const set = new Set(beyond)
      return { link, parts: [beyond, together.filter((other) => !set.has(other))] }
    })
  })
}

function linksByItem(links: readonly Link[]): Map<number, { readonly link: number; readonly to: number }[]> {
  const ends = links.flatMap(([a, b], link) => [
    { from: a, to: b, link },
    { from: b, to: a, link },
  ])
  return Map.groupBy(ends, ({ from }) => from)
}
