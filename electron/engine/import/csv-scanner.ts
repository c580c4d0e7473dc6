/** A row of a delimited table: its cells with the quoting taken off, and the 1-based line it begins on. */
export interface CsvRecord {
  readonly kind: 'record'
  readonly cells: string[]
  readonly line: number
}

/** A stretch that is no row. `unclosed-quote`: reading goes on after `line`. `too-long`: the whole line is left out. */
export interface CsvFault {
  readonly kind: 'unclosed-quote' | 'too-long'
  readonly line: number
}

const QUOTE = 0x22
const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/** Longest quoted cell, in characters: more than that is a quote that somebody forgot to close. */
const QUOTED_CELL_LIMIT = 1 << 20
/** Longest row, in characters: bounds the memory when a file has no line ends. */
const RECORD_LIMIT = 4 << 20

type Step =
  | { readonly kind: 'record'; readonly cells: string[]; readonly next: number; readonly lines: number }
  | { readonly kind: 'unclosed'; readonly quoteAt: number }
  | { readonly kind: 'incomplete' }

/**
 * Reads RFC 4180 rows out of a text that comes in pieces. It is our own because of what it does with broken tables: a
 * quote that is never closed costs one line, not the rest of the file, and every row knows its line.
 *
 * Beyond RFC 4180, as tables in the wild need: any one-character delimiter; line ends LF, CRLF or CR alone; a quote
 * inside of an unquoted cell is a character like any other; text after a closing quote makes the cell unquoted, as it
 * is written; blank lines are no rows. A quote is taken as unclosed when its cell exceeds 1 Mi characters, when the
 * text ends, or when the next quote is followed by text and lies on another line.
 */
export class CsvScanner {
  readonly #delimiter: number
  /** From the start of the first row that is not complete yet. */
  #pending = ''
  /** 1-based line of the first character of #pending. */
  #line = 1
  #lineEnd = LINE_FEED
  #isLineEndKnown = false
  #isSkippingLine = false

  /** @param delimiter one character, neither a quote nor a line end */
  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0)
  }

  /** 1-based line where the text that is not read into rows yet begins. */
  get line(): number {
    return this.#line
  }

  /** The rows that are complete with this piece of text. */
  push(text: string): (CsvRecord | CsvFault)[] {
    this.#pending += text
    return this.#scan(false)
  }

  /** The rows of what is left: the text ends here. */
  end(): (CsvRecord | CsvFault)[] {
    return this.#scan(true)
  }

  #scan(isEnd: boolean): (CsvRecord | CsvFault)[] {
    const text = this.#pending
    const found: (CsvRecord | CsvFault)[] = []
    if (!this.#isLineEndKnown) {
      const lineEnd = findLineEnd(text, this.#delimiter, isEnd)
      this.#isLineEndKnown = lineEnd !== null
      this.#lineEnd = lineEnd ?? LINE_FEED
    }
    let at = this.#isSkippingLine ? this.#skipLine(text, 0) : 0
    while (at < text.length) {
      const step = this.#readRecord(text, at, isEnd)
      if (step.kind === 'record') {
        if (step.cells.length > 1 || step.cells[0] !== '') {
          found.push({ kind: 'record', cells: step.cells, line: this.#line })
        }
        this.#line += step.lines
        at = step.next
      } else if (step.kind === 'unclosed') {
        this.#line += countLineEnds(text, at, step.quoteAt, this.#lineEnd)
        found.push({ kind: 'unclosed-quote', line: this.#line })
        at = this.#skipLine(text, step.quoteAt)
      } else if (text.length - at > RECORD_LIMIT) {
        found.push({ kind: 'too-long', line: this.#line })
        at = this.#skipLine(text, at)
      } else break
    }
    this.#pending = text.slice(at)
    return found
  }

  /** The place after the next line end; without one, the rest of the line is skipped as it comes. */
  #skipLine(text: string, from: number): number {
    const lineEnd = text.indexOf(String.fromCharCode(this.#lineEnd), from)
    this.#isSkippingLine = lineEnd === -1
    if (lineEnd === -1) return text.length
    this.#line += 1
    return lineEnd + 1
  }

  #readRecord(text: string, start: number, isEnd: boolean): Step {
    const cells: string[] = []
    let lines = 1
    let at = start
    for (;;) {
      let scanFrom = at
      let cell: string | null = null
      if (text.charCodeAt(at) === QUOTE) {
        const closing = findClosingQuote(text, at + 1)
        if (closing === null) {
          const isUnclosed = isEnd || text.length - at > QUOTED_CELL_LIMIT
          return isUnclosed ? { kind: 'unclosed', quoteAt: at } : { kind: 'incomplete' }
        }
        if (closing - at > QUOTED_CELL_LIMIT) return { kind: 'unclosed', quoteAt: at }
        scanFrom = closing + 1
        while (text.charCodeAt(scanFrom) === 0x20) scanFrom += 1
        // What follows decides what this quote was, unless there is nothing to follow.
        if (scanFrom === text.length && !isEnd) return { kind: 'incomplete' }
        const linesInside = countLineEnds(text, at, closing, this.#lineEnd)
        if (this.#isCellEnd(text, scanFrom)) {
          cell = text.slice(at + 1, closing).replaceAll('""', '"')
          lines += linesInside
        } else if (linesInside > 0) return { kind: 'unclosed', quoteAt: at }
      }
      const end = this.#findCellEnd(text, scanFrom)
      if (end === text.length && !isEnd) return { kind: 'incomplete' }
      const isLast = text.charCodeAt(end) !== this.#delimiter || end === text.length
      cells.push(cell ?? withoutCarriageReturn(text.slice(at, end), isLast))
      at = end + 1
      if (isLast) return { kind: 'record', cells, next: Math.min(at, text.length), lines }
    }
  }

  #isCellEnd(text: string, at: number): boolean {
    const unit = text.charCodeAt(at)
    if (at >= text.length || unit === this.#delimiter || unit === this.#lineEnd) return true
    return unit === CARRIAGE_RETURN && (at + 1 === text.length || text.charCodeAt(at + 1) === this.#lineEnd)
  }

  /** The place of the next delimiter or line end, or the length of the text. */
  #findCellEnd(text: string, from: number): number {
    const delimiter = this.#delimiter
    const lineEnd = this.#lineEnd
    let at = from
    for (; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (unit === delimiter || unit === lineEnd) return at
    }
    return at
  }
}

function withoutCarriageReturn(cell: string, isLast: boolean): string {
  return isLast && cell.endsWith('\r') ? cell.slice(0, -1) : cell
}

/** The quote that is not the first of a doubled pair; null when the text ends before it. */
function findClosingQuote(text: string, from: number): number | null {
  let at = text.indexOf('"', from)
  while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2)
  return at === -1 ? null : at
}

/** CR only where it comes first and alone, as on the Mac of old; null when no row has ended yet. */
function findLineEnd(text: string, delimiter: number, isEnd: boolean): number | null {
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    // Opens a cell, or is the second of a doubled pair within one.
    if (unit === QUOTE)
      isQuoted = !isQuoted && (at === 0 || [delimiter, QUOTE].includes(text.charCodeAt(at - 1)))
    else if (isQuoted || (unit !== LINE_FEED && unit !== CARRIAGE_RETURN)) continue
    else if (unit === LINE_FEED) return LINE_FEED
    else if (at + 1 < text.length || isEnd) {
      return text.charCodeAt(at + 1) === LINE_FEED ? LINE_FEED : CARRIAGE_RETURN
    }
  }
  return null
}

function countLineEnds(text: string, from: number, to: number, lineEnd: number): number {
  const character = String.fromCharCode(lineEnd)
  const stretch = text.slice(from, to)
  let count = 0
  for (let at = stretch.indexOf(character); at !== -1; at = stretch.indexOf(character, at + 1)) count += 1
  return count
}
