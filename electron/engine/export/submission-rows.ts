import type { ExportNote } from '../../contract/export.ts'
import { exportIds } from './export-ids.ts'
import type { ExportItem } from './export-item.ts'
import { countNote } from './export-notes.ts'
import type { ExportColumn } from './export-rows.ts'
import type { ExportGroup } from './group-rows.ts'

/** The contest's groups were capped at 50. */
const NAMED_LIMIT = 50

export const SUBMISSION_COLUMNS: readonly ExportColumn[] = [
  { name: 'posting_id', type: 'STRING', nullable: false },
  { name: 'matches', type: 'STRING', nullable: false },
]

/**
 * One row an item, in the order of their import: itself first, then the other members of its group, the representative
 * before the others, at most 50 in all, with spaces in between.
 * @param items every item of the catalogue
 * @param present those that a row is written for
 */
export function submissionRows(
  items: readonly ExportItem[],
  present: ReadonlySet<number>,
  groups: Iterable<ExportGroup>,
): { rows: { posting_id: string; matches: string }[]; notes: ExportNote[] } {
  const ids = exportIds(items)
  const membersOf = new Map<number, readonly number[]>()
  for (const { members } of groups) {
    const group = members.map(({ itemId }) => itemId).filter((item) => present.has(item))
    for (const item of group) membersOf.set(item, group)
  }
  const rows = items
    .filter(({ id }) => present.has(id))
    .toSorted((one, other) => one.id - other.id)
    .map(({ id }) => {
      const others = (membersOf.get(id) ?? []).filter((member) => member !== id)
      const named = [id, ...others].slice(0, NAMED_LIMIT).flatMap((item) => ids.get(item) ?? [])
      return { posting_id: ids.get(id) ?? '', matches: named.join(' ') }
    })
  const spaced = rows.filter(({ posting_id: id }) => /\s/u.test(id)).length
  const notes = countNote(
    'ids-with-spaces',
    spaced,
    'id',
    'with a space, which separates ids in this form: they cannot be told apart in it',
  )
  return { rows, notes }
}
