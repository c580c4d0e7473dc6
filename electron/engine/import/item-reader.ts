import type { ProblemCode } from '../../contract/problems.ts'
import type { ColumnMapping } from '../../contract/sources.ts'
import { type BoxColumns, findBoxColumns, readBox } from './box-columns.ts'
import { cleanCell } from './clean-cell.ts'
import { FirstLines } from './first-lines.ts'
import { parsePrice } from './parse-price.ts'
import { findPhashColumn, readPhash } from './phash-column.ts'
import type { ImportProblem } from './problem.ts'
import type { ItemBox, RawItem } from './raw-item.ts'
import { readProductCode } from './read-product-code.ts'
import { splitImageCell } from './split-image-cell.ts'
import type { TableRecord } from './table-record.ts'

/** The item of a row, unless the row is left out, and everything that is wrong with it. */
interface ReadRow {
  readonly item: RawItem | null
  readonly problems: readonly ImportProblem[]
}

const SHOWN_CHARACTERS = 60

/** Turns the rows of one table into items, in their order: it knows the ids that came before. */
export class ItemReader {
  readonly #path: string
  readonly #columns: readonly string[]
  readonly #mapping: ColumnMapping
  readonly #indexOf: ReadonlyMap<string, number>
  readonly #attributeColumns: readonly string[]
  readonly #boxColumns: BoxColumns | null
  readonly #phashColumn: string | null
  readonly #firstLines = new FirstLines()
  #rows = 0

  /**
   * @param path of the table, for its problems
   * @param mapping names only columns that are in `columns`
   */
  constructor(path: string, columns: readonly string[], mapping: ColumnMapping) {
    this.#path = path
    this.#columns = columns
    this.#mapping = mapping
    this.#indexOf = new Map(columns.map((column, index) => [column, index]))
    const { images, ...fields } = mapping
    const mapped = new Set([...Object.values(fields), ...images])
    const free = columns.filter((column) => !mapped.has(column))
    this.#boxColumns = findBoxColumns(free)
    this.#phashColumn = findPhashColumn(free)
    const box = new Set(Object.values(this.#boxColumns ?? {}))
    this.#attributeColumns = free.filter((column) => !box.has(column))
  }

  /** What is wrong with the table as such, before any row. */
  tableProblems(): ImportProblem[] {
    if (this.#mapping.id !== null) return []
    const reason = 'No column holds ids: rows are called "row 1", "row 2" and so on'
    const advice = 'Choose an id column if there is one: without it, moving rows makes them other items'
    return [this.#problem('warning', 'ROW_WITHOUT_ID', 1, reason, advice)]
  }

  read(record: TableRecord): ReadRow {
    const extras = record.extras.filter(({ value }) => value.trim() !== '')
    // Spreadsheets end their tables with rows of nothing but delimiters.
    if (extras.length === 0 && record.cells.every((cell) => cell.trim() === ''))
      return { item: null, problems: [] }
    this.#rows += 1
    const { line } = record
    const externalId = this.#mapping.id === null ? `row ${this.#rows}` : this.#text(record, this.#mapping.id)
    if (externalId === null) return this.#leftOut('ROW_WITHOUT_ID', line, ...this.#withoutIdWords(record))
    const firstLine = this.#mapping.id === null ? null : this.#firstLines.note(externalId, line)
    if (firstLine !== null) {
      const reason = `The id ${shown(externalId)} was already used on line ${firstLine}, which was kept`
      return this.#leftOut('ROW_DUPLICATE_ID', line, reason, 'Give the row an id of its own, or remove it')
    }
    const problems = [...this.#raggedProblems(record, extras.length), ...this.#nulProblems(record)]
    return { item: this.#item(record, externalId, extras, problems), problems }
  }

  #item(
    record: TableRecord,
    externalId: string,
    extras: TableRecord['extras'],
    problems: ImportProblem[],
  ): RawItem {
    const mapping = this.#mapping
    return {
      externalId,
      title: this.#text(record, mapping.title),
      description: this.#text(record, mapping.description),
      category: this.#text(record, mapping.category),
      brand: this.#text(record, mapping.brand),
      price: this.#price(record, problems),
      code: this.#code(record, problems),
      labelGroup: this.#text(record, mapping.labelGroup),
      attributes: [
        ...this.#attributeColumns.map((name) => ({ name, value: this.#text(record, name) })),
        ...extras.map(({ name, value }) => ({ name, value: cleanCell(value) })),
      ].flatMap(({ name, value }) => (value === null ? [] : [{ name, value }])),
      images: [...new Set(mapping.images.flatMap((column) => this.#images(record, column)))],
      box: this.#box(record, problems),
      phash: this.#phash(record, problems),
      line: record.line,
    }
  }

  #text(record: TableRecord, column: string | null): string | null {
    return column === null ? null : cleanCell(record.cells[this.#indexOf.get(column) ?? -1] ?? '')
  }

  #images(record: TableRecord, column: string): string[] {
    const text = this.#text(record, column)
    return text === null ? [] : splitImageCell(text)
  }

  #price(record: TableRecord, problems: ImportProblem[]): number | null {
    const text = this.#text(record, this.#mapping.price)
    if (text === null) return null
    const price = parsePrice(text)
    if (price === null) {
      const reason = `Expected a price in column ${this.#mapping.price} but received ${shown(text)}`
      problems.push(
        this.#problem(
          'warning',
          'CELL_INVALID',
          record.line,
          reason,
          'Write one number of 0 or more, such as 12.50',
        ),
      )
    }
    return price
  }

  #box(record: TableRecord, problems: ImportProblem[]): ItemBox | null {
    if (this.#boxColumns === null) return null
    const { x, y, width, height } = this.#boxColumns
    const box = readBox([x, y, width, height].map((column) => this.#text(record, column)))
    if (typeof box !== 'string') return box
    const reason = `Expected a box in columns ${x}, ${y}, ${width} and ${height} but ${box}`
    const advice = 'The whole picture was taken. Write four numbers, in pixels, or leave all four empty'
    problems.push(this.#problem('warning', 'CELL_INVALID', record.line, reason, advice))
    return null
  }

  #phash(record: TableRecord, problems: ImportProblem[]): Uint8Array | null {
    const text = this.#text(record, this.#phashColumn)
    if (text === null) return null
    const phash = readPhash(text)
    if (phash === null) {
      const reason = `Expected a picture hash in column ${this.#phashColumn} but received ${shown(text)}`
      const advice = 'It was left out. Write 16 hexadecimal digits, as imagehash prints them'
      problems.push(this.#problem('warning', 'CELL_INVALID', record.line, reason, advice))
    }
    return phash
  }

  #code(record: TableRecord, problems: ImportProblem[]): string | null {
    const column = this.#mapping.code
    const text = this.#text(record, column)
    if (column === null || text === null) return null
    const { code, fault } = readProductCode(text, column)
    if (fault !== null) {
      const kept = code === null ? 'It was left out' : 'It was kept as it is'
      const reason = `The code ${shown(text)} in column ${column} ${fault}`
      const advice = `${kept}: compare it with the product, and format the column as text`
      problems.push(this.#problem('warning', 'CELL_INVALID', record.line, reason, advice))
    }
    return code
  }

  #raggedProblems(record: TableRecord, extraCells: number): ImportProblem[] {
    const expected = this.#columns.length
    if (record.width < expected) {
      const reason = `Expected ${expected} cells but received ${record.width}; the rest was left empty`
      const advice = 'Check the row for a missing delimiter or a line end inside of an unquoted cell'
      return [this.#problem('warning', 'ROW_RAGGED', record.line, reason, advice)]
    }
    if (record.width === expected || extraCells === 0) return []
    const reason = `Expected ${expected} cells but received ${record.width}; the rest was kept as attributes`
    const advice = 'Put cells that hold the delimiter into double quotes'
    return [this.#problem('warning', 'ROW_RAGGED', record.line, reason, advice)]
  }

  #nulProblems(record: TableRecord): ImportProblem[] {
    const at = record.cells.findIndex((cell) => cell.includes('\0'))
    if (at === -1) return []
    const reason = `The cell in column ${this.#columns[at]} held NUL characters, which were taken out`
    const advice = 'Compare the cell with its source: the file may be damaged there'
    return [this.#problem('warning', 'CELL_INVALID', record.line, reason, advice)]
  }

  #withoutIdWords(record: TableRecord): [reason: string, advice: string] {
    const cells = record.width
    const missing = cells < this.#columns.length ? `, and only ${cells} of ${this.#columns.length} cells` : ''
    return [`The row has no ${this.#mapping.id}${missing}`, 'Give the row an id of its own, or remove it']
  }

  #leftOut(code: ProblemCode, line: number, reason: string, advice: string): ReadRow {
    return { item: null, problems: [this.#problem('error', code, line, reason, advice)] }
  }

  #problem(
    severity: ImportProblem['severity'],
    code: ProblemCode,
    line: number,
    reason: string,
    advice: string,
  ): ImportProblem {
    return { severity, code, path: this.#path, line, reason, advice }
  }
}

function shown(text: string): string {
  return JSON.stringify(text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text)
}
