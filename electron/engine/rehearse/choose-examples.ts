import type { RehearsalExample } from '../../contract/rehearsal.ts'
import { groupOfItem, type GroupingChange, type Members } from './compare-groupings.ts'

/** An example before its items are named. */
export type BareExample = Omit<RehearsalExample, 'items'> & { readonly items: readonly number[] }

const KINDS = ['split', 'merged', 'vanished', 'appeared'] as const

/**
 * A few of the groups that change, of every kind in turns, larger groups first. Of each the members are told, as they lie
 * together before and after.
 */
export function chooseExamples(
  before: readonly Members[],
  after: readonly Members[],
  change: GroupingChange,
  limit: number,
): BareExample[] {
  const places = { before: groupOfItem(before), after: groupOfItem(after) }
  const waiting = KINDS.map((kind) => {
    const groups = kind === 'split' || kind === 'vanished' ? before : after
    return {
      kind,
      groups: change[kind]
        .map((place) => groups[place] ?? [])
        .toSorted((a, b) => b.length - a.length || lowest(a) - lowest(b)),
    }
  })
  const chosen: BareExample[] = []
  for (let turn = 0; chosen.length < limit && waiting.some(({ groups }) => turn < groups.length); turn += 1) {
    for (const { kind, groups } of waiting) {
      const members = groups[turn]
      if (members === undefined || chosen.length === limit) continue
      chosen.push({
        kind,
        items: members,
        before: partsOf(members, places.before),
        after: partsOf(members, places.after),
      })
    }
  }
  return chosen
}

/** The members as they lie together in a grouping, largest part first, ties in the members' order. */
function partsOf(members: Members, groupOf: ReadonlyMap<number, number>): number[][] {
  const parts = Map.groupBy(members, (item) => groupOf.get(item) ?? `alone ${item}`)
  return [...parts.values()].toSorted((a, b) => b.length - a.length)
}

function lowest(members: Members): number {
  return Math.min(...members)
}
