import type { ExportItem } from './export-item.ts'

/**
 * The name of each item in an export: its external id where no other item has that, else `source:external id`, and
 * where even that is taken, with `#` and the catalogue's own number behind it. Names are unique.
 * @param items every item of the catalogue, so that a name does not depend on which of them are exported
 * @returns item id -> name
 */
export function exportIds(items: Iterable<ExportItem>): Map<number, string> {
  const names = new Map<number, string>()
  const taken = new Set<string>()
  let unnamed = [...items].toSorted((a, b) => a.id - b.id)
  const forms = [
    (item: ExportItem) => item.externalId,
    (item: ExportItem) => `${item.source}:${item.externalId}`,
    (item: ExportItem) => `${item.source}:${item.externalId}#${item.id}`,
  ]
  for (const form of forms) {
    const count = new Map<string, number>()
    for (const item of unnamed) count.set(form(item), (count.get(form(item)) ?? 0) + 1)
    const ambiguous: ExportItem[] = []
    for (const item of unnamed) {
      const name = form(item)
      if (count.get(name) === 1 && !taken.has(name)) names.set(item.id, name)
      else ambiguous.push(item)
    }
    for (const name of count.keys()) taken.add(name)
    unnamed = ambiguous
  }
  // Only ids made to look like the names given here can still clash.
  for (const item of unnamed) {
    let name = `${item.source}:${item.externalId}#${item.id}`
    while (taken.has(name)) name += '#'
    taken.add(name)
    names.set(item.id, name)
  }
  return names
}
