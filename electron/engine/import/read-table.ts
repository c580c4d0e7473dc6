import type { ColumnMapping } from '../../contract/sources.ts'
import { chooseColumns, type ExplicitMapping } from './choose-columns.ts'
import { ItemReader } from './item-reader.ts'
import type { ImportProblem } from './problem.ts'
import type { RawItem } from './raw-item.ts'
import { readRecords } from './read-records.ts'
import { sniffTable } from './sniff-table.ts'
import { TableUnreadableError } from './table-unreadable-error.ts'

type TableEvent =
  | { readonly kind: 'columns'; readonly columns: readonly string[]; readonly mapping: ColumnMapping }
  | { readonly kind: 'item'; readonly item: RawItem }
  | { readonly kind: 'problem'; readonly problem: ImportProblem }
  | { readonly kind: 'progress'; readonly bytesRead: number; readonly bytesTotal: number }

export interface ReadTableOptions {
  /** Columns that the curator chose; the others are recognised by name. */
  readonly mapping?: ExplicitMapping | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * The items of a CSV, TSV or JSONL table in its order, in memory that does not grow with it but for 20 to 40 bytes a
 * row, by which ids that come twice are found. `columns` comes once and before any item, `progress` every 64 KB.
 *
 * What is wrong with a row comes as a problem before its item, or in its place: ROW_RAGGED, ROW_WITHOUT_ID,
 * ROW_DUPLICATE_ID, ROW_UNREADABLE, CELL_INVALID; with the table: ENCODING_GUESSED, TABLE_UNREADABLE (the last event,
 * whatever was read before it).
 * @throws UnknownColumnError when the mapping names a column that is not there; the signal's reason once it is aborted
 */
export async function* readTable(path: string, options: ReadTableOptions = {}): AsyncGenerator<TableEvent> {
  let reader: ItemReader | null = null
  let items = 0
  try {
    const shape = await sniffTable(path)
    for await (const batch of readRecords(path, shape, options.signal)) {
      for (const event of batch) {
        if (event.kind === 'columns') {
          const mapping = chooseColumns(event.columns, options.mapping)
          reader = new ItemReader(path, event.columns, mapping)
          yield { kind: 'columns', columns: event.columns, mapping }
          for (const problem of reader.tableProblems()) yield { kind: 'problem', problem }
        } else if (event.kind === 'record') {
          // Columns come before any record, so that there is a reader.
          const { item, problems } = reader?.read(event.record) ?? { item: null, problems: [] }
          for (const problem of problems) yield { kind: 'problem', problem }
          if (item !== null) {
            items += 1
            yield { kind: 'item', item }
          }
        } else yield event
      }
    }
  } catch (error) {
    if (!(error instanceof TableUnreadableError)) throw error
    const { reason, advice } = error
    yield { kind: 'problem', problem: tableUnreadable('error', path, reason, advice) }
    return
  }
  if (items === 0) {
    const reason = 'The table has columns but no row that could be taken in'
    yield {
      kind: 'problem',
      problem: tableUnreadable('warning', path, reason, 'Check that the right table was chosen'),
    }
  }
}

function tableUnreadable(
  severity: ImportProblem['severity'],
  path: string,
  reason: string,
  advice: string,
): ImportProblem {
  return { severity, code: 'TABLE_UNREADABLE', path, line: null, reason, advice }
}
