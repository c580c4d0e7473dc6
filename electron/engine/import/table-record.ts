import type { ImportProblem } from './problem.ts'

/** A row of a table of either format, as text. */
export interface TableRecord {
  /** 1-based line where the row begins. */
  readonly line: number
  /** One a column and in their order; may be shorter than the columns where the row is. */
  readonly cells: readonly string[]
  /** How many cells the row was written with, which is more than `cells` holds where it is too long. */
  readonly width: number
  /** Values that belong to no column of the table: cells past the header's, keys that came later. */
  readonly extras: readonly { name: string; value: string }[]
}

/** What a table gives when it is read, in its order: its columns once, before any row. */
export type RecordEvent =
  | { readonly kind: 'columns'; readonly columns: readonly string[] }
  | { readonly kind: 'record'; readonly record: TableRecord }
  | { readonly kind: 'problem'; readonly problem: ImportProblem }
  | { readonly kind: 'progress'; readonly bytesRead: number; readonly bytesTotal: number }
