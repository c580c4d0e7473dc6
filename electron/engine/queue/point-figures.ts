import type { Group } from '../group/group-items.ts'

/** How the pairs that groups make agree with known labels: counted by the sizes of cells, linear in the items. */
export function pointFigures(
  labels: ReadonlyMap<number, { readonly label: string }>,
  groups: readonly Group[],
): { f1: number; precision: number; recall: number } {
  const sizes = new Map<string, number>()
  for (const { label } of labels.values()) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  let found = 0
  let correct = 0
  for (const { members } of groups) {
    const cells = new Map<string, number>()
    for (const item of members) {
      const label = labels.get(item)?.label
      if (label !== undefined) cells.set(label, (cells.get(label) ?? 0) + 1)
    }
    found += pairsOf([...cells.values()].reduce((sum, count) => sum + count, 0))
    for (const count of cells.values()) correct += pairsOf(count)
  }
  const known = [...sizes.values()].reduce((sum, count) => sum + pairsOf(count), 0)
  return {
    f1: (2 * correct) / Math.max(1, found + known),
    precision: correct / Math.max(1, found),
    recall: correct / Math.max(1, known),
  }
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2
}
