import type { ItemPair, Settlement } from './settle.ts'

/**
 * What grouping must respect, for the items that take part in it. Goes by blocks, so that a listing which is gone from
 * its source still holds together (and apart) those that were compared with it.
 */
export function groupingConstraints(
  settlement: Settlement,
  items: ReadonlySet<number>,
): { mustLink: ItemPair[]; cannotLink: ItemPair[] } {
  const mustLink: ItemPair[] = []
  const firstOfBlock = new Map<number, number>()
  for (const [block, members] of settlement.blocks) {
    const present = members.filter((item) => items.has(item))
    const [first, ...others] = present
    if (first === undefined) continue
    firstOfBlock.set(block, first)
    for (const other of others) mustLink.push([first, other])
  }
  const cannotLink: ItemPair[] = []
  for (const [itemA, itemB] of settlement.cannotLink) {
    const a = firstOfBlock.get(settlement.blockOf.get(itemA) ?? itemA)
    const b = firstOfBlock.get(settlement.blockOf.get(itemB) ?? itemB)
    if (a !== undefined && b !== undefined) cannotLink.push([a, b])
  }
  return { mustLink, cannotLink }
}
