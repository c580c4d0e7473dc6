import { CsvScanner } from './csv-scanner.ts'

/** In the order that breaks ties. */
const DELIMITERS = [',', ';', '\t', '|'] as const
const ROWS_COMPARED = 50

/**
 * The delimiter of a table: what cuts the header and the first rows into the same number of cells, more cells rather
 * than fewer. A first line `sep=;`, as Excel writes and reads it, settles it.
 * @param head the beginning of the text, of which the last row may be cut
 * @param isWhole whether `head` is all of it
 */
export function guessDelimiter(head: string, isWhole: boolean): string {
  const declared = /^"?sep=([^\r\n"])"?\r?(?:\n|$)/i.exec(head)
  if (declared?.[1] !== undefined) return declared[1]
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const score = scoreDelimiter(head, isWhole, delimiter)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** 0 when the header is one cell; else the share of rows cut like the header, and, between equals, the cells. */
function scoreDelimiter(head: string, isWhole: boolean, delimiter: string): number {
  const scanner = new CsvScanner(delimiter)
  const found = isWhole ? [...scanner.push(head), ...scanner.end()] : scanner.push(head)
  const widths = found.slice(0, ROWS_COMPARED).map((row) => (row.kind === 'record' ? row.cells.length : 0))
  const width = widths[0] ?? 0
  if (width < 2) return 0
  const alike = widths.filter((other) => other === width).length / widths.length
  return alike + Math.min(width, 1000) / 10_000
}
