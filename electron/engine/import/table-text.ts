import type { RecordEvent } from './table-record.ts'

/** A table's text, fed in pieces, as the rows that are complete with each piece. */
export interface TableText {
  /** 1-based line of the first text that is not read into rows yet. */
  readonly line: number
  push(text: string): RecordEvent[]
  end(): RecordEvent[]
}
