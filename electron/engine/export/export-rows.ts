import type { GroupRow, LabelledPair } from '../../contract/export.ts'

/** A cell of an exported table; null is written as an empty CSV cell, a JSON null, a Parquet null. */
export type ExportCell = string | number | boolean | null

export type ExportRow = Readonly<Record<string, ExportCell>>

/** A column of an exported table and its Parquet type. */
export interface ExportColumn<Name extends string = string> {
  readonly name: Name
  readonly type: 'STRING' | 'BOOLEAN' | 'DOUBLE'
  readonly nullable: boolean
}

/** The columns of labelled pairs, in the contract's order. */
export const LABELLED_PAIR_COLUMNS: readonly ExportColumn<keyof LabelledPair>[] = [
  { name: 'id_a', type: 'STRING', nullable: false },
  { name: 'id_b', type: 'STRING', nullable: false },
  { name: 'image_a', type: 'STRING', nullable: false },
  { name: 'image_b', type: 'STRING', nullable: false },
  { name: 'sha256_a', type: 'STRING', nullable: false },
  { name: 'sha256_b', type: 'STRING', nullable: false },
  { name: 'relation', type: 'STRING', nullable: false },
  { name: 'same_product', type: 'BOOLEAN', nullable: false },
  { name: 'score', type: 'DOUBLE', nullable: true },
  { name: 'reviewer', type: 'STRING', nullable: false },
  { name: 'decided_at', type: 'STRING', nullable: false },
  { name: 'split', type: 'STRING', nullable: false },
  { name: 'relation_name', type: 'STRING', nullable: false },
]

/** The columns of groups, in the contract's order. */
export const GROUP_COLUMNS: readonly ExportColumn<keyof GroupRow>[] = [
  { name: 'group', type: 'STRING', nullable: false },
  { name: 'id', type: 'STRING', nullable: false },
  { name: 'representative', type: 'BOOLEAN', nullable: false },
  { name: 'score', type: 'DOUBLE', nullable: false },
  { name: 'state', type: 'STRING', nullable: false },
]
