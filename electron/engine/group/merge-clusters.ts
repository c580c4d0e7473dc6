import type { ConfirmedBlocks } from './confirmed-blocks.ts'
import type { ScoredGraph } from './scored-graph.ts'

/** Nodes that are together so far. */
export interface Cluster {
  readonly members: readonly number[]
  /** Members with which every member agrees: one of them will be the representative */
  readonly eligible: readonly number[]
}

/**
 * Joins blocks greedily, best pair first. Two clusters become one only if somebody in the union could represent it, which
 * takes somebody who could represent one of the two already.
 */
export function mergeClusters(
  graph: ScoredGraph,
  blocks: ConfirmedBlocks,
  threshold: number,
  limit: number,
): Cluster[] {
  const clusterOf: Cluster[] = Array.from<Cluster>({ length: graph.nodeCount })
  for (const block of blocks.blocks) {
    const cluster: Cluster = { members: block, eligible: block }
    for (const node of block) clusterOf[node] = cluster
  }
  for (const { a, b } of graph.edgesAtLeast(threshold)) {
    const clusterA = clusterOf[a]
    const clusterB = clusterOf[b]
    if (clusterA === undefined || clusterB === undefined || clusterA === clusterB) continue
    if (clusterA.members.length + clusterB.members.length > limit) continue
    if (blocks.areApart(clusterA.members, clusterB.members)) continue
    const eligible = [
      ...agreeingWithAll(graph, blocks, threshold, clusterA.eligible, clusterB.members),
      ...agreeingWithAll(graph, blocks, threshold, clusterB.eligible, clusterA.members),
    ]
    if (eligible.length === 0) continue
    const merged: Cluster = { members: [...clusterA.members, ...clusterB.members], eligible }
    for (const node of merged.members) clusterOf[node] = merged
  }
  return [...new Set(clusterOf)]
}

function agreeingWithAll(
  graph: ScoredGraph,
  blocks: ConfirmedBlocks,
  threshold: number,
  candidates: readonly number[],
  members: readonly number[],
): number[] {
  return candidates.filter((candidate) =>
    members.every((member) =>
      blocks.blockOf(member).some((node) => (graph.score(candidate, node) ?? -1) >= threshold),
    ),
  )
}
