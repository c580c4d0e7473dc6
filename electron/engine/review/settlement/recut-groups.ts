import type { NewGroup } from '../../catalogue/group-repository.ts'
import type { ScoredPair } from '../../catalogue/pair-repository.ts'
import type { MatchRun } from '../../catalogue/run-repository.ts'
import type { Repositories } from '../../catalogue/repositories.ts'
import { groupItems } from '../../group/group-items.ts'
import { groupSignature } from '../marks/group-signature.ts'
import { groupState } from '../marks/group-state.ts'
import { groupValue } from '../marks/group-value.ts'
import { groupingConstraints } from './grouping-constraints.ts'
import { groupMarks } from '../marks/group-marks.ts'
import { preferredRepresentatives } from './preferred-representatives.ts'
import type { Settlement } from './settle.ts'
import type { SettledLog } from './settled-log.ts'

/**
 * Items that one change may cut anew. Components of look-alikes are far smaller as a rule; in a longer chain the groups
 * further away stay as they are until the next match.
 */
const MOST_ITEMS = 100

/**
 * Cuts the groups anew that a change of verdicts can touch, and no others. Grouping never reaches across two items that
 * no chain of pairs above the threshold or of verdicts joins, so the items reachable from the touched ones are enough.
 * Where these are more than 100, the nearest whole groups are cut, so that a verdict is answered in milliseconds even in a
 * chain of thousands of look-alikes. Groups that come out as they were are left alone. Everything is read, computed and written in one transaction.
 */
export function recutGroups(
  repositories: Repositories,
  run: MatchRun,
  touched: readonly number[],
  ledger: SettledLog,
): void {
  const { settlement } = ledger
  repositories.transaction(() => {
    const { items, pairs } = reachable(repositories, run, touched, settlement)
    const groups = groupItems({
      items: Uint32Array.from(items),
      pairs: {
        a: Uint32Array.from(pairs, (pair) => pair.itemA),
        b: Uint32Array.from(pairs, (pair) => pair.itemB),
        score: Float32Array.from(pairs, (pair) => pair.score),
      },
      threshold: run.threshold,
      ...groupingConstraints(settlement, items),
      representatives: preferredRepresentatives(items, ledger.folded),
    })
    const before = signaturesOf(run.id, [...items], repositories)
    const changed = newGroups(groups, repositories, ledger).filter((group) => {
      if (before.get(group.representative) !== groupSignature(group)) return true
      before.delete(group.representative)
      return false
    })
    repositories.groups.remove(run.id, [...before.keys()])
    repositories.groups.addAll(run.id, changed)
  })
}

/** Groups as they are stored: with their weakest link, their state, the representative's category and what is in force on them. */
export function newGroups(
  groups: ReturnType<typeof groupItems>,
  repositories: Repositories,
  { folded, settlement }: SettledLog,
): NewGroup[] {
  const categories = repositories.items.findCategories(groups.map((group) => group.representative))
  return groups.map((group) => ({
    representative: group.representative,
    members: group.members.map((itemId, n) => ({ itemId, score: group.scores[n] ?? 0 })),
    // What a curator confirmed without a measurement is certain.
    score: Math.min(1, ...group.scores.filter((score) => score > 0)),
    value: groupValue(group.members, group.scores, settlement),
    state: groupState(group.members, settlement),
    category: categories.get(group.representative) ?? null,
    marks: groupMarks(group.members, folded),
  }))
}

/** The groups that hold any of the items, by representative. */
function signaturesOf(
  runId: number,
  items: readonly number[],
  { groups }: Repositories,
): Map<number, string> {
  return new Map(
    groups.findOfItems(runId, items).flatMap((id) => {
      const group = groups.find(runId, id)
      if (group === null) return []
      return [[id, groupSignature({ ...group, members: groups.findMembers(runId, id) })] as const]
    }),
  )
}

function reachable(
  repositories: Repositories,
  run: MatchRun,
  touched: readonly number[],
  settlement: Settlement,
): { items: Set<number>; pairs: ScoredPair[] } {
  const items = new Set<number>()
  const pairs = new Map<string, ScoredPair>()
  let frontier = [...touched]
  while (frontier.length > 0 && items.size < MOST_ITEMS) {
    for (const item of frontier) items.add(item)
    const next = new Set<number>()
    for (const pair of repositories.pairs.findScoresTouching(run.id, frontier, run.threshold)) {
      pairs.set(`${pair.itemA} ${pair.itemB}`, pair)
      next.add(pair.itemA).add(pair.itemB)
    }
    for (const item of frontier) for (const member of blockOf(item, settlement)) next.add(member)
    frontier = [...next].filter((item) => !items.has(item))
  }
  if (frontier.length > 0) {
    completeGroups(items, repositories, run, settlement)
    for (const pair of repositories.pairs.findScoresTouching(run.id, [...items], run.threshold))
      pairs.set(`${pair.itemA} ${pair.itemB}`, pair)
  }
  return { items: new Set(repositories.items.filterPresent([...items])), pairs: [...pairs.values()] }
}

/** Where the walk stopped on its way: groups are cut whole, with all that verdicts hold together with their members. */
function completeGroups(
  items: Set<number>,
  { groups }: Repositories,
  run: MatchRun,
  settlement: Settlement,
): void {
  for (let before = 0; before < items.size;) {
    before = items.size
    // A set hands out what is added while it is walked.
    for (const item of items) for (const member of blockOf(item, settlement)) items.add(member)
    for (const group of groups.findOfItems(run.id, [...items]))
      for (const { itemId } of groups.findMembers(run.id, group)) items.add(itemId)
  }
}

function blockOf(item: number, { blockOf: names, blocks }: Settlement): readonly number[] {
  const block = names.get(item)
  return (block === undefined ? undefined : blocks.get(block)) ?? []
}
