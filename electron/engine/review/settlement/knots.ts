import type { DirectVerdict } from '../actions/direct-verdict.ts'
import type { Cluster, LiveSettlement } from './live-settlement.ts'
import { lookAgain, type LookAgain } from '../marks/look-again.ts'
import type { Contradiction } from './settle.ts'

/** Contradictions that hang together, and the fewest verdicts to be looked at again to undo them all. */
export interface Knot extends LookAgain {
  readonly contradictions: readonly Contradiction[]
}

/**
 * Contradictions by the cluster that they lie in: the verdicts of others have no part in them.
 * @param doubtOf how much the evidence speaks against a verdict, 0..1
 */
export function knots(
  contradictions: readonly Contradiction[],
  settlement: Pick<LiveSettlement, 'clusterOf'>,
  doubtOf: (verdict: DirectVerdict) => number,
): Knot[] {
  const byCluster = new Map<Cluster | null, Contradiction[]>()
  for (const contradiction of contradictions) {
    const cluster = settlement.clusterOf(contradiction.verdict.itemA)
    byCluster.set(cluster, [...(byCluster.get(cluster) ?? []), contradiction])
  }
  return [...byCluster].map(([cluster, tied]) => ({
    contradictions: tied,
    ...lookAgain(cluster?.verdicts ?? [], doubtOf),
  }))
}
