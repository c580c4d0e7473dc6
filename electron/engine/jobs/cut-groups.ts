import { type Group, groupItems } from '../group/group-items.ts'
import type { ScoredPairs } from '../group/scored-graph.ts'
import { groupingConstraints } from '../review/settlement/grouping-constraints.ts'
import { preferredRepresentatives } from '../review/settlement/preferred-representatives.ts'
import type { SettledLog } from '../review/settlement/settled-log.ts'
import type { JobContext } from './job-context.ts'

/** Groups of the items that are present, from all pairs of a run, at a threshold, as the verdicts allow. */
export function cutGroups(
  pairs: ScoredPairs,
  threshold: number,
  { folded, settlement }: SettledLog,
  { repositories, meter }: JobContext,
): Group[] {
  meter.start('group', null)
  const items = Uint32Array.from(repositories.items.findMatchable(), (item) => item.id)
  const constraints = groupingConstraints(settlement, new Set(items))
  const representatives = preferredRepresentatives(items, folded)
  return groupItems({ items, pairs, threshold, ...constraints, representatives })
}
