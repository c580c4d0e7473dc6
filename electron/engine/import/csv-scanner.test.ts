import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvScanner, type CsvFault, type CsvRecord } from './csv-scanner.ts'

function scan(text: string, delimiter = ',', pieceLength = text.length || 1): (CsvRecord | CsvFault)[] {
  const scanner = new CsvScanner(delimiter)
  const found: (CsvRecord | CsvFault)[] = []
  for (let at = 0; at < text.length; at += pieceLength)
    found.push(...scanner.push(text.slice(at, at + pieceLength)))
  return found.concat(scanner.end())
}

/** Rows as "line: cells", faults as "line: kind". */
function outline(text: string, delimiter = ','): string[] {
  return scan(text, delimiter).map((row) =>
    row.kind === 'record' ? `${row.line}: ${row.cells.join('/')}` : `${row.line}: ${row.kind}`,
  )
}

/** The simplest writer there is: every cell in quotes. */
function write(rows: readonly (readonly string[])[], delimiter: string, lineEnd: string): string {
  return rows
    .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter) + lineEnd)
    .join('')
}

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', ' ', 'a', '\0', '\u2028') }),
)
/** A row of one empty cell is a blank line, which is no row. */
const rows = fc.array(
  fc.array(cell, { minLength: 1, maxLength: 5 }).filter((row) => row.length > 1 || row[0] !== ''),
)
const delimiter = fc.constantFrom(',', ';', '\t', '|')

describe('CsvScanner', () => {
  it('gives back whatever cells were written, however the text is cut into pieces', () => {
    fc.assert(
      fc.property(
        rows,
        delimiter,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        (table, by, end, cut) => {
          const read = scan(write(table, by, end), by, cut)
          expect(read.map((row) => (row.kind === 'record' ? row.cells : row.kind))).toEqual(table)
        },
      ),
    )
  })

  it('reads well-formed text as csv-parse does', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '.', "'", '0') })
    const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`)
    const text = fc
      .array(fc.array(fc.oneof(plain, quoted), { minLength: 2, maxLength: 4 }).map((row) => row.join(',')))
      .map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, (written) => {
        const expected = parse(written, {
          relaxColumnCount: true,
          recordDelimiter: '\n',
          skipEmptyLines: true,
        })
        expect(scan(written).map((row) => (row.kind === 'record' ? row.cells : row.kind))).toEqual(expected)
      }),
    )
  })

  it('counts the lines inside of quoted cells', () => {
    expect(outline('a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n')).toEqual(['1: a/b', '2: 1/x\r\ny', '5: 2/z'])
  })

  it('reads a last row without a line end, and empty cells at the end of a row', () => {
    expect(outline('a,b,\n1,2,')).toEqual(['1: a/b/', '2: 1/2/'])
    expect(outline('a,"b"')).toEqual(['1: a/b'])
    expect(outline('')).toEqual([])
  })

  it('reads the line ends of the Mac of old', () => {
    expect(outline('a,b\r1,2\r3,"4"\r')).toEqual(['1: a/b', '2: 1/2', '3: 3/4'])
  })

  it('keeps quotes inside of unquoted cells and text after closing quotes as written', () => {
    expect(outline('1,12" tube\n2,"Nike, Inc" shoes\n3,"a" \n')).toEqual([
      '1: 1/12" tube',
      '2: 2/"Nike, Inc" shoes',
      '3: 3/a',
    ])
  })

  it('loses one line to a quote that is not closed before the next quoted cell', () => {
    expect(outline('1,a\n2,"open\n3,"closed"\n4,b\n')).toEqual([
      '1: 1/a',
      '2: unclosed-quote',
      '3: 3/closed',
      '4: 4/b',
    ])
  })

  it('loses one line to a quote that is not closed before the end', () => {
    expect(outline('1,a\n2,"open\n3,b\n4,c')).toEqual(['1: 1/a', '2: unclosed-quote', '3: 3/b', '4: 4/c'])
  })

  it('loses at most one row to one stray quote in a table without quotes, wherever it is', () => {
    const lines = Array.from({ length: 8 }, (_, index) => `${index},blue mug,${index}.jpg`)
    const text = lines.join('\n')
    fc.assert(
      fc.property(fc.nat({ max: text.length }), (place) => {
        const read = scan(`${text.slice(0, place)}"${text.slice(place)}`)
        const intact = read.filter((row) => row.kind === 'record' && lines.includes(row.cells.join(',')))
        expect(intact.length).toBeGreaterThanOrEqual(lines.length - 1)
        expect(read).toHaveLength(lines.length)
      }),
    )
  })

  it('names the line where the quote opened, not where the row began', () => {
    expect(outline('1,"x\ny","open\n2,b\n')).toEqual(['2: unclosed-quote', '3: 2/b'])
  })

  it('takes a quoted cell of more than a million characters for an unclosed quote', () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `${index},some plain words without quotes`)
    const text = ['1,"open', ...lines].join('\n')
    const read = scan(text, ',', 65_536)
    expect(read[0]).toEqual({ kind: 'unclosed-quote', line: 1 })
    expect(read).toHaveLength(40_001)
    expect(read.at(-1)).toMatchObject({ kind: 'record', line: 40_001 })
  })

  it('leaves out a line without end and goes on after it', () => {
    const text = `a,b\n${'x'.repeat(5 << 20)}\n1,2\n`
    expect(scan(text, ',', 65_536).map(({ kind, line }) => `${line}: ${kind}`)).toEqual([
      '1: record',
      '2: too-long',
      '3: record',
    ])
  })
})
