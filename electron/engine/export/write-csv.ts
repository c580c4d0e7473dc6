import { stringify } from 'csv-stringify/sync'
import { batches } from './batches.ts'
import type { ExportColumn, ExportRow } from './export-rows.ts'
import type { AppendBytes } from './write-file-whole.ts'

/** About ten milliseconds of work between two writes; the thread is free in between. */
const ROWS_A_BATCH = 500

/**
 * Writes rows as CSV: RFC 4180 but for its lines, which end in LF; UTF-8 without a byte order mark; a header; true and
 * false; an empty cell for null.
 *
 * Cells that start with = + - or @ are written as they are. Putting an apostrophe before them, as is done against
 * formulas in spreadsheets, would change ids and file names: the file is data for training code, which has to find the
 * very same id again.
 */
export async function writeCsv(
  append: AppendBytes,
  columns: readonly ExportColumn[],
  rows: Iterable<ExportRow>,
): Promise<void> {
  const names = columns.map((column) => column.name)
  await append(Buffer.from(stringify([names])))
  for (const batch of batches(rows, ROWS_A_BATCH)) {
    const cells = batch.map((row) => names.map((name) => row[name]))
    await append(Buffer.from(stringify(cells, { cast: { boolean: String } })))
  }
}
