import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import type { TableFormat, TextEncoding } from '../../contract/sources.ts'
import { fileErrorWords } from './file-error-words.ts'
import { guessDelimiter } from './guess-delimiter.ts'
import { guessEncoding } from './guess-encoding.ts'
import { TableUnreadableError } from './table-unreadable-error.ts'

export interface TableShape {
  readonly format: TableFormat
  readonly encoding: TextEncoding
  /** One character; null for JSONL. */
  readonly delimiter: string | null
  /** Length of the byte order mark, 0 to 3. */
  readonly bomBytes: number
}

const HEAD_BYTES = 1 << 20
/** Enough for the first rows of any table, and quick to cut five times over. */
const DELIMITER_HEAD_CHARACTERS = 128 * 1024
const AS_CSV = 'Save it as CSV (UTF-8) in the program that made it, then choose that file'

/** First bytes of what people take for a table, with its name. */
const NO_TABLES: readonly (readonly [magic: string, name: string])[] = [
  ['PK\u0003\u0004', 'a ZIP archive or an Excel workbook'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Excel workbook'],
  ['PAR1', 'a Parquet file'],
  ['\u001f\u008b', 'compressed with gzip'],
  ['SQLite format 3', 'an SQLite database'],
  ['\u0089PNG', 'a picture'],
  ['\u00ff\u00d8\u00ff', 'a picture'],
  ['%PDF', 'a PDF'],
]

/**
 * How a table is written, from its name and its first MB: encoding by byte order mark or by guess, JSONL by the
 * extension .jsonl or .ndjson or by a first `{`, else the delimiter that cuts the first rows alike.
 * @throws TableUnreadableError when the file cannot be read, is empty, or is something else
 */
export async function sniffTable(path: string): Promise<TableShape> {
  const { head, isWhole } = await readHead(path)
  if (head.length === 0) {
    throw new TableUnreadableError(path, 'The file is empty (0 bytes)', 'Export or copy the table again')
  }
  const magic = head.toString('latin1', 0, 16)
  const other = NO_TABLES.find(([bytes]) => magic.startsWith(bytes))
  if (other !== undefined) {
    throw new TableUnreadableError(path, `Expected CSV, TSV or JSONL but this is ${other[1]}`, AS_CSV)
  }
  const { encoding, bomBytes } = guessEncoding(head)
  const text = new TextDecoder(encoding).decode(head.subarray(bomBytes)).slice(0, DELIMITER_HEAD_CHARACTERS)
  if (/^\s*\[\s*\{/.test(text)) {
    throw new TableUnreadableError(
      path,
      'Expected one JSON object on each line but this is one JSON array',
      'Save it as JSON Lines, one object on each line and no brackets around them, or as CSV',
    )
  }
  const extension = extname(path).toLowerCase()
  if (extension === '.jsonl' || extension === '.ndjson' || /^\s*\{/.test(text)) {
    return { format: 'jsonl', encoding, delimiter: null, bomBytes }
  }
  const delimiter = guessDelimiter(text, isWhole && text.length < DELIMITER_HEAD_CHARACTERS)
  return { format: delimiter === '\t' ? 'tsv' : 'csv', encoding, delimiter, bomBytes }
}

async function readHead(path: string): Promise<{ head: Buffer; isWhole: boolean }> {
  try {
    const file = await open(path, 'r')
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
      return { head: buffer.subarray(0, bytesRead), isWhole: bytesRead < HEAD_BYTES }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw new TableUnreadableError(
      path,
      `The table could not be read: ${fileErrorWords(error)}`,
      'Check the path, its permissions and the drive',
      error,
    )
  }
}
