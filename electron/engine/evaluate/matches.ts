import type { RankedLists } from './ranked-lists.ts'

/** What is taken for the same product. */
export type Matches = GroupedItems | ItemMatches

/** Disjoint groups. */
export interface GroupedItems {
  readonly kind: 'groups'
  /** int32 [items]: number of the item's group; -1 for none */
  readonly groupOf: Int32Array
  /** Items of each group, ascending */
  readonly members: ReadonlyMap<number, readonly number[]>
  /** Says which members of a group over the contest's limit an item would name. */
  readonly nearest: RankedLists
}

/** Matches of each item, best first, without itself; they need be neither mutual nor transitive. */
export interface ItemMatches {
  readonly kind: 'lists'
  readonly offsets: Uint32Array
  readonly others: Uint32Array
}

export function groupedItems(groupOf: Int32Array, nearest: RankedLists): GroupedItems {
  const members = new Map<number, number[]>()
  groupOf.forEach((group, item) => {
    if (group < 0) return
    const list = members.get(group)
    if (list === undefined) members.set(group, [item])
    else list.push(item)
  })
  return { kind: 'groups', groupOf, members, nearest }
}

/** @param isTaken whether an item takes what stands at a place of the lists */
export function takeFromLists(
  { offsets, others }: RankedLists,
  isTaken: (item: number, place: number) => boolean,
): ItemMatches {
  const taken: number[] = []
  const takenOffsets = new Uint32Array(offsets.length)
  for (let item = 0; item + 1 < offsets.length; item += 1) {
    for (let place = offsets[item] ?? 0; place < (offsets[item + 1] ?? 0); place += 1)
      if (isTaken(item, place)) taken.push(others[place] ?? 0)
    takenOffsets[item + 1] = taken.length
  }
  return { kind: 'lists', offsets: takenOffsets, others: Uint32Array.from(taken) }
}

export function matchesOf({ offsets, others }: ItemMatches, item: number): Uint32Array {
  return others.subarray(offsets[item], offsets[item + 1])
}
