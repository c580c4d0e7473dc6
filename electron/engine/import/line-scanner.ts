/** A line of a text without its line end, or one that is left out because it exceeds the limit. */
export type ScannedLine =
  | { readonly kind: 'line'; readonly text: string; readonly line: number }
  | { readonly kind: 'too-long'; readonly line: number }

/** Longest line, in characters: bounds the memory when a file has no line ends. */
const LINE_LIMIT = 16 << 20

/** Cuts a text that comes in pieces into lines that end in LF or CRLF; blank ones are left out. */
export class LineScanner {
  #pending = ''
  #line = 1
  #isSkippingLine = false

  /** 1-based line where the text that is not cut into lines yet begins. */
  get line(): number {
    return this.#line
  }

  /** The lines that are complete with this piece of text. */
  push(text: string): ScannedLine[] {
    const found: ScannedLine[] = []
    let from = 0
    for (let lineEnd = text.indexOf('\n'); lineEnd !== -1; lineEnd = text.indexOf('\n', from)) {
      this.#take(this.#pending + text.slice(from, lineEnd), found)
      this.#pending = ''
      this.#isSkippingLine = false
      this.#line += 1
      from = lineEnd + 1
    }
    if (!this.#isSkippingLine) this.#pending += text.slice(from)
    if (this.#pending.length > LINE_LIMIT) {
      found.push({ kind: 'too-long', line: this.#line })
      this.#isSkippingLine = true
      this.#pending = ''
    }
    return found
  }

  /** The last line, where no line end follows it. */
  end(): ScannedLine[] {
    const found: ScannedLine[] = []
    this.#take(this.#pending, found)
    this.#pending = ''
    return found
  }

  #take(text: string, found: ScannedLine[]): void {
    if (this.#isSkippingLine || text.trim() === '') return
    if (text.length > LINE_LIMIT) found.push({ kind: 'too-long', line: this.#line })
    else found.push({ kind: 'line', text, line: this.#line })
  }
}
