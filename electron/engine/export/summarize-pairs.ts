import { split, type ExportSummary, type LabelledPair } from '../../contract/export.ts'
import { relation } from '../../contract/relations.ts'

/** Counts the rows of an export by relation and by split, in the contract's order of both; none that are 0. */
export function summarizePairs(rows: readonly LabelledPair[], notes: readonly string[]): ExportSummary {
  const relations = countBy(rows, (row) => row.relation)
  const splits = countBy(rows, (row) => row.split)
  return {
    rows: rows.length,
    byRelation: relation.options
      .map((name) => ({ relation: name, count: relations.get(name) ?? 0 }))
      .filter(({ count }) => count > 0),
    bySplit: split.options
      .map((name) => ({ split: name, count: splits.get(name) ?? 0 }))
      .filter(({ count }) => count > 0),
    notes: [...notes],
  }
}

function countBy<Key>(rows: readonly LabelledPair[], keyOf: (row: LabelledPair) => Key): Map<Key, number> {
  const counts = new Map<Key, number>()
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1)
  return counts
}
