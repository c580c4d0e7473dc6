import { cleanCell } from './clean-cell.ts'
import { readJsonRow } from './json-row.ts'
import { LineScanner, type ScannedLine } from './line-scanner.ts'
import type { ImportProblem } from './problem.ts'
import type { RecordEvent, TableRecord } from './table-record.ts'
import type { TableText } from './table-text.ts'
import { TableUnreadableError } from './table-unreadable-error.ts'

/** Rows that are looked at before the columns are settled; keys that come later become attributes. */
const ROWS_FOR_COLUMNS = 100

type Waiting =
  | { readonly values: ReadonlyMap<string, string>; readonly line: number }
  | { readonly problem: ImportProblem }

/** Rows of a JSONL text that comes in pieces: the keys of the first hundred rows are its columns. */
export class JsonlTable implements TableText {
  readonly #path: string
  readonly #scanner = new LineScanner()
  #columns: ReadonlySet<string> | null = null
  #waiting: Waiting[] = []

  constructor(path: string) {
    this.#path = path
  }

  get line(): number {
    return this.#scanner.line
  }

  push(text: string): RecordEvent[] {
    return this.#scanner.push(text).flatMap((line) => this.#take(line))
  }

  /** @throws TableUnreadableError when no line is an object */
  end(): RecordEvent[] {
    const events = this.#scanner.end().flatMap((line) => this.#take(line))
    return this.#columns === null ? [...events, ...this.#settleColumns()] : events
  }

  #take(scanned: ScannedLine): RecordEvent[] {
    const read = this.#read(scanned)
    if (this.#columns !== null) return [asEvent(read, this.#columns)]
    this.#waiting.push(read)
    return this.#waiting.length < ROWS_FOR_COLUMNS ? [] : this.#settleColumns()
  }

  #read(scanned: ScannedLine): Waiting {
    if (scanned.kind === 'too-long') {
      return this.#unreadable(
        scanned.line,
        'The line is longer than 16 million characters',
        'Check its line ends',
      )
    }
    const { values, fault } = readJsonRow(scanned.text)
    if (values !== null) return { values, line: scanned.line }
    return this.#unreadable(scanned.line, fault, 'Write one JSON object on each line')
  }

  #settleColumns(): RecordEvent[] {
    const columns = new Set<string>()
    for (const row of this.#waiting) {
      if ('values' in row) for (const key of row.values.keys()) columns.add(key)
    }
    if (columns.size === 0) {
      const first = this.#waiting.find((row) => 'problem' in row)
      const reason = `None of the first ${this.#waiting.length} lines is a JSON object with a key`
      const detail = first === undefined ? '' : `. Line ${first.problem.line}: ${first.problem.reason}`
      throw new TableUnreadableError(this.#path, reason + detail, 'Write one JSON object on each line')
    }
    this.#columns = columns
    const rows = this.#waiting.map((row) => asEvent(row, columns))
    this.#waiting = []
    return [{ kind: 'columns', columns: [...columns] }, ...rows]
  }

  #unreadable(line: number, reason: string, advice: string): Waiting {
    return { problem: { severity: 'error', code: 'ROW_UNREADABLE', path: this.#path, line, reason, advice } }
  }
}

function asEvent(row: Waiting, columns: ReadonlySet<string>): RecordEvent {
  if ('problem' in row) return { kind: 'problem', problem: row.problem }
  const record: TableRecord = {
    line: row.line,
    cells: [...columns].map((column) => row.values.get(column) ?? ''),
    width: columns.size,
    extras: [...row.values].flatMap(([key, value]) => {
      const name = columns.has(key) ? null : cleanCell(key)
      return name === null ? [] : [{ name, value }]
    }),
  }
  return { kind: 'record', record }
}
