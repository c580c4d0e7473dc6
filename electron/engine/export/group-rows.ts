import type { GroupRow } from '../../contract/export.ts'
import type { GroupState } from '../../contract/groups.ts'
import { compareCodeUnits } from './compare-code-units.ts'
import { exportIds } from './export-ids.ts'
import type { ExportItem } from './export-item.ts'

/** What an export takes of a group. */
export interface ExportGroup {
  /** Item id of the representative. */
  readonly id: number
  readonly state: GroupState
  readonly members: readonly {
    readonly itemId: number
    /** Against the representative, 0..1; of the representative itself, null. */
    readonly score: number | null
  }[]
}

/**
 * One row a member. A group is called by its representative's name; a member's score is that against the
 * representative, the representative's own is 1. By group, then representative first, then by name, all by code units.
 * @param items every item of the catalogue; members that are not among them are left out
 */
export function groupRows(groups: Iterable<ExportGroup>, items: Iterable<ExportItem>): GroupRow[] {
  const ids = exportIds(items)
  const rows: GroupRow[] = []
  for (const { id: representative, state, members } of groups) {
    const group = ids.get(representative)
    if (group === undefined) continue
    for (const { itemId, score } of members) {
      const id = ids.get(itemId)
      if (id === undefined) continue
      rows.push({ group, id, representative: itemId === representative, score: score ?? 1, state })
    }
  }
  return rows.toSorted(
    (one, other) =>
      compareCodeUnits(one.group, other.group) ||
      Number(other.representative) - Number(one.representative) ||
      compareCodeUnits(one.id, other.id),
  )
}
