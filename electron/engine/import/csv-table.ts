import { columnNames } from './column-names.ts'
import { CsvScanner, type CsvFault, type CsvRecord } from './csv-scanner.ts'
import type { ImportProblem } from './problem.ts'
import type { RecordEvent, TableRecord } from './table-record.ts'
import type { TableText } from './table-text.ts'
import { TableUnreadableError } from './table-unreadable-error.ts'

/** Rows of a CSV or TSV text that comes in pieces: the first row names the columns. */
export class CsvTable implements TableText {
  readonly #path: string
  readonly #scanner: CsvScanner
  #columns: readonly string[] | null = null

  constructor(path: string, delimiter: string) {
    this.#path = path
    this.#scanner = new CsvScanner(delimiter)
  }

  get line(): number {
    return this.#scanner.line
  }

  /** @throws TableUnreadableError when the header's quotes are not closed */
  push(text: string): RecordEvent[] {
    return this.#scanner.push(text).flatMap((row) => this.#read(row))
  }

  /** @throws TableUnreadableError when there is no header */
  end(): RecordEvent[] {
    const events = this.#scanner.end().flatMap((row) => this.#read(row))
    if (this.#columns !== null) return events
    throw new TableUnreadableError(
      this.#path,
      'The table holds nothing but blank lines',
      'Export the table again',
    )
  }

  #read(row: CsvRecord | CsvFault): RecordEvent[] {
    if (row.kind !== 'record') return [this.#fault(row)]
    if (this.#columns !== null) return [{ kind: 'record', record: this.#record(row, this.#columns) }]
    if (isDelimiterDeclaration(row)) return []
    this.#columns = columnNames(row.cells)
    return [{ kind: 'columns', columns: this.#columns }]
  }

  #record(row: CsvRecord, columns: readonly string[]): TableRecord {
    const extras = row.cells
      .slice(columns.length)
      .map((value, index) => ({ name: `column ${columns.length + index + 1}`, value }))
    const cells = extras.length === 0 ? row.cells : row.cells.slice(0, columns.length)
    return { line: row.line, cells, width: row.cells.length, extras }
  }

  #fault(fault: CsvFault): RecordEvent {
    const isQuote = fault.kind === 'unclosed-quote'
    const reason = isQuote
      ? 'A double quote opens a cell on this line and is never closed'
      : 'The row is longer than 4 million characters'
    const advice = isQuote
      ? 'Close the quote, or write quotes inside of quoted cells twice ("")'
      : 'Check that the table has line ends'
    if (this.#columns === null) throw new TableUnreadableError(this.#path, `In the header: ${reason}`, advice)
    const problem: ImportProblem = {
      severity: 'error',
      code: 'ROW_UNREADABLE',
      path: this.#path,
      line: fault.line,
      reason: `${reason}; reading went on with the next line`,
      advice,
    }
    return { kind: 'problem', problem }
  }
}

/** `sep=;` as Excel's first line: split at the very delimiter it declares. */
function isDelimiterDeclaration(row: CsvRecord): boolean {
  return (
    row.line === 1 && row.cells.length === 2 && row.cells[0]?.toLowerCase() === 'sep=' && row.cells[1] === ''
  )
}
