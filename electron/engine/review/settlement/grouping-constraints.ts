import type { ItemPair, Settlement } from './settle.ts'

/**
 * What grouping must respect, for the items that take part in it. Goes by blocks, so that a listing which is gone from
 * its source still holds together (and apart) those that were compared with it.
 */
export function groupingConstraints(
  settlement: Pick<Settlement, 'blockOf' | 'blocks' | 'acceptedOf'>,
  items: ReadonlySet<number>,
): { mustLink: ItemPair[]; cannotLink: ItemPair[] } {
  const mustLink: ItemPair[] = []
  const firstOfBlock = new Map<number, number>()
  for (const block of blocksOf(items, settlement)) {
    const members = settlement.blocks.get(block) ?? []
    const [first, ...others] = members.filter((item) => items.has(item))
    if (first === undefined) continue
    firstOfBlock.set(block, first)
    for (const other of others) mustLink.push([first, other])
  }
  const cannotLink: ItemPair[] = []
  for (const [block, first] of firstOfBlock)
    for (const member of settlement.blocks.get(block) ?? [])
      for (const { together, itemA, itemB } of settlement.acceptedOf(member)) {
        const otherBlock = settlement.blockOf.get(itemA === member ? itemB : itemA) ?? 0
        const other = firstOfBlock.get(otherBlock)
        // Both ends come by: one of them is enough.
        if (!together && other !== undefined && block < otherBlock) cannotLink.push([first, other])
      }
  return { mustLink, cannotLink }
}

function blocksOf(items: Iterable<number>, { blockOf }: Pick<Settlement, 'blockOf'>): Set<number> {
  const blocks = new Set<number>()
  for (const item of items) {
    const block = blockOf.get(item)
    if (block !== undefined) blocks.add(block)
  }
  return blocks
}
