import type { ExportOptions, ExportSummary } from '../../contract/export.ts'
import type { Settlement } from '../review/settle.ts'
import type { ExportItem } from './export-item.ts'
import { GROUP_COLUMNS, LABELLED_PAIR_COLUMNS, type ExportColumn, type ExportRow } from './export-rows.ts'
import { groupRows, type ExportGroup } from './group-rows.ts'
import { labelledPairs, type PairScore } from './labelled-pairs.ts'
import { SUBMISSION_COLUMNS, submissionRows } from './submission-rows.ts'
import { summarizePairs } from './summarize-pairs.ts'

/** Everything of a catalogue that an export is made from. */
export interface ExportInput {
  readonly settlement: Settlement
  readonly items: readonly ExportItem[]
  /** Items that are still in their source. */
  readonly present: ReadonlySet<number>
  readonly scores: readonly PairScore[]
  readonly groups: readonly ExportGroup[]
}

/** The rows and columns that the options ask for, with what there is to say about them. */
export function exportTable(
  input: ExportInput,
  options: ExportOptions,
): { summary: ExportSummary; columns: readonly ExportColumn[]; rows: readonly ExportRow[] } {
  if (options.what === 'groups') {
    const rows = groupRows(input.groups, input.items)
    return {
      summary: { rows: rows.length, byRelation: [], bySplit: [], notes: [] },
      columns: GROUP_COLUMNS,
      rows,
    }
  }
  if (options.what === 'submission') {
    const { rows, notes } = submissionRows(input.items, input.present, input.groups)
    return {
      summary: { rows: rows.length, byRelation: [], bySplit: [], notes },
      columns: SUBMISSION_COLUMNS,
      rows,
    }
  }
  const { rows, notes } = labelledPairs({
    settlement: input.settlement,
    items: input.items,
    scores: input.scores,
    includeImplied: options.includeImplied,
    shares: { validation: options.validationShare, test: options.testShare },
  })
  return { summary: summarizePairs(rows, notes), columns: LABELLED_PAIR_COLUMNS, rows }
}
