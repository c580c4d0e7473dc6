import type { ExportNote, ExportOptions, ExportSummary, LabelledPair } from '../../contract/export.ts'
import type { Relation } from '../../contract/relations.ts'
import type { StoredListing } from '../catalogue/item-repository.ts'
import type { Settlement } from '../review/settlement/settle.ts'
import { CATALOGUE_COLUMNS, catalogueRows } from './catalogue-rows.ts'
import type { ExportItem } from './export-item.ts'
import { GROUP_COLUMNS, LABELLED_PAIR_COLUMNS, type ExportColumn, type ExportRow } from './export-rows.ts'
import { groupRows, type ExportGroup } from './group-rows.ts'
import { labelledPairs, type PairScore } from './labelled-pairs.ts'
import { SUBMISSION_COLUMNS, submissionRows } from './submission-rows.ts'
import { summarizePairs } from './summarize-pairs.ts'
import { TRIPLET_COLUMNS, tripletRows } from './triplet-rows.ts'

/** Everything of a catalogue that an export is made from; what the options do not ask for is left empty. */
export interface ExportInput {
  readonly settlement: Settlement
  readonly items: readonly ExportItem[]
  /** Items that are still in their source. */
  readonly present: ReadonlySet<number>
  readonly scores: readonly PairScore[]
  readonly groups: readonly ExportGroup[]
  readonly listings: ReadonlyMap<number, StoredListing>
  /** Relations whose sign is "together". */
  readonly together: readonly Relation[]
  readonly relationNames: ReadonlyMap<Relation, string>
}

export interface ExportTable {
  readonly summary: ExportSummary
  readonly columns: readonly ExportColumn[]
  readonly rows: readonly ExportRow[]
}

/** The rows and columns that the options ask for, with what there is to say about them; of a folder, its pairs. */
export function exportTable(input: ExportInput, options: ExportOptions): ExportTable {
  switch (options.what) {
    case 'groups':
      return plainTable(GROUP_COLUMNS, groupRows(input.groups, input.items))
    case 'catalogue':
      return plainTable(
        CATALOGUE_COLUMNS,
        catalogueRows(input.items, input.present, input.groups, input.listings),
      )
    case 'submission': {
      const { rows, notes } = submissionRows(input.items, input.present, input.groups)
      return plainTable(SUBMISSION_COLUMNS, rows, notes)
    }
    case 'triplets': {
      const pairs = exportedPairs(input, options)
      const { rows, notes } = tripletRows(pairs.rows)
      const summary = summarizePairs(rows, (row) => row.relation_negative)
      return { summary: { ...summary, notes: [...pairs.notes, ...notes] }, columns: TRIPLET_COLUMNS, rows }
    }
    case 'pairs':
    case 'folder': {
      const { rows, notes } = exportedPairs(input, options)
      const summary = summarizePairs(rows, (row) => row.relation)
      return { summary: { ...summary, notes }, columns: LABELLED_PAIR_COLUMNS, rows }
    }
  }
}

/** The labelled pairs by the options: what counts as the same product, and how they are split. */
export function exportedPairs(
  input: ExportInput,
  options: ExportOptions,
): { rows: LabelledPair[]; notes: ExportNote[] } {
  return labelledPairs({
    settlement: input.settlement,
    items: input.items,
    scores: input.scores,
    includeImplied: options.includeImplied,
    sameProduct: new Set(options.sameProduct ?? input.together),
    relationNames: input.relationNames,
    shares: { validation: options.validationShare, test: options.testShare },
    seed: options.seed,
  })
}

function plainTable(
  columns: readonly ExportColumn[],
  rows: readonly ExportRow[],
  notes: ExportNote[] = [],
): ExportTable {
  return { summary: { rows: rows.length, byRelation: [], bySplit: [], notes }, columns, rows }
}
