import { split, type ExportSummary, type Split } from '../../contract/export.ts'
import type { Relation } from '../../contract/relations.ts'
import { compareCodeUnits } from './compare-code-units.ts'

/** Counts rows by relation, the most frequent first, and by split in their order; none that are 0. */
export function summarizePairs<Row extends { readonly split: Split }>(
  rows: readonly Row[],
  relationOf: (row: Row) => Relation,
): Pick<ExportSummary, 'rows' | 'byRelation' | 'bySplit'> {
  const splits = countBy(rows, (row) => row.split)
  return {
    rows: rows.length,
    byRelation: [...countBy(rows, relationOf)]
      .map(([relation, count]) => ({ relation, count }))
      .toSorted((one, other) => other.count - one.count || compareCodeUnits(one.relation, other.relation)),
    bySplit: split.options
      .map((name) => ({ split: name, count: splits.get(name) ?? 0 }))
      .filter(({ count }) => count > 0),
  }
}

function countBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, number> {
  const counts = new Map<Key, number>()
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return counts
}
