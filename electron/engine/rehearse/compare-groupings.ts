/** Members of one group: two or more item ids, each in no other group of the same grouping. */
export type Members = readonly number[]

/**
 * How one grouping becomes another. Items of no group stand alone. Of the groups before, each is kept together, split
 * or vanished; of those after, each was together, is merged or has appeared. Groups are named by their place in their list.
 */
export interface GroupingChange {
  /** Groups with the very same members before and after. */
  readonly unchanged: number
  /** Groups before whose members are no longer all together, though some of them are still in a group. */
  readonly split: readonly number[]
  /** Groups before of which no member is in a group any more. */
  readonly vanished: readonly number[]
  /** Groups after that bring together what was apart, and of which some member was in a group before. */
  readonly merged: readonly number[]
  /** Groups after of which no member was in a group before. */
  readonly appeared: readonly number[]
  /** Items that are no longer together with exactly the same others. */
  readonly regroupedItems: number
  readonly pairs: {
    readonly before: number
    readonly after: number
    /** Together before and no longer after. */
    readonly parted: number
    /** Together after and not before. */
    readonly joined: number
  }
}

/** Compares two groupings exactly, in time proportional to their members. */
export function compareGroupings(before: readonly Members[], after: readonly Members[]): GroupingChange {
  const groupAfter = groupOfItem(after)
  const groupBefore = groupOfItem(before)
  const split: number[] = []
  const vanished: number[] = []
  let unchanged = 0
  let pairsBefore = 0
  let pairsInBoth = 0
  const regrouped = new Set<number>()
  for (const [place, members] of before.entries()) {
    const { parts, alone } = spread(members, groupAfter)
    const [only] = parts.keys()
    pairsBefore += pairsOf(members.length)
    for (const size of parts.values()) pairsInBoth += pairsOf(size)
    if (parts.size === 1 && alone === 0 && after[only ?? -1]?.length === members.length) {
      unchanged += 1
      continue
    }
    for (const item of members) regrouped.add(item)
    if (parts.size === 0) vanished.push(place)
    else if (parts.size + alone > 1) split.push(place)
  }
  const merged: number[] = []
  const appeared: number[] = []
  let pairsAfter = 0
  for (const [place, members] of after.entries()) {
    const { parts, alone } = spread(members, groupBefore)
    const [only] = parts.keys()
    pairsAfter += pairsOf(members.length)
    if (parts.size === 1 && alone === 0 && before[only ?? -1]?.length === members.length) continue
    for (const item of members) regrouped.add(item)
    if (parts.size === 0) appeared.push(place)
    else if (parts.size + alone > 1) merged.push(place)
  }
  return {
    unchanged,
    split,
    vanished,
    merged,
    appeared,
    regroupedItems: regrouped.size,
    pairs: {
      before: pairsBefore,
      after: pairsAfter,
      parted: pairsBefore - pairsInBoth,
      joined: pairsAfter - pairsInBoth,
    },
  }
}

/** The place of each item's group in the list. */
export function groupOfItem(groups: readonly Members[]): ReadonlyMap<number, number> {
  return new Map(groups.flatMap((members, place) => members.map((item) => [item, place] as const)))
}

/** How many of the members are in each group of the other grouping, and how many are in none. */
function spread(
  members: Members,
  groupOf: ReadonlyMap<number, number>,
): { parts: ReadonlyMap<number, number>; alone: number } {
  const parts = new Map<number, number>()
  let alone = 0
  for (const item of members) {
    const group = groupOf.get(item)
    if (group === undefined) alone += 1
    else parts.set(group, (parts.get(group) ?? 0) + 1)
  }
  return { parts, alone }
}

function pairsOf(members: number): number {
  return (members * (members - 1)) / 2
}
