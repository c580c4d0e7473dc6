import type { DirectVerdict } from './direct-verdict.ts'
import { DisjointSets } from './disjoint-sets.ts'
import { lookAgain, type LookAgain } from './look-again.ts'
import type { Contradiction } from './settle.ts'

/** Contradictions that hang together, and the fewest verdicts to be looked at again to undo them all. */
export interface Knot extends LookAgain {
  readonly contradictions: readonly Contradiction[]
}

/**
 * Contradictions by the component of the graph of verdicts that they lie in.
 * @param direct every verdict in force
 * @param doubtOf how much the evidence speaks against a verdict, 0..1
 */
export function knots(
  contradictions: readonly Contradiction[],
  direct: readonly DirectVerdict[],
  doubtOf: (verdict: DirectVerdict) => number,
): Knot[] {
  if (contradictions.length === 0) return []
  const sets = new DisjointSets()
  for (const { itemA, itemB } of direct) sets.unite(itemA, itemB)
  const byRoot = Map.groupBy(contradictions, ({ verdict }) => sets.find(verdict.itemA))
  return [...byRoot].map(([root, tied]) => ({
    contradictions: tied,
    ...lookAgain(
      direct.filter(({ itemA }) => sets.find(itemA) === root),
      doubtOf,
    ),
  }))
}
