import { batches } from './batches.ts'
import type { ExportColumn, ExportRow } from './export-rows.ts'
import type { AppendBytes } from './write-file-whole.ts'

/** About ten milliseconds of work between two writes; the thread is free in between. */
const ROWS_A_BATCH = 500

/** Writes rows as JSON Lines: one object a line in UTF-8, its keys in the order of the columns, each line ended by LF. */
export async function writeJsonl(
  append: AppendBytes,
  columns: readonly ExportColumn[],
  rows: Iterable<ExportRow>,
): Promise<void> {
  const names = columns.map((column) => column.name)
  for (const batch of batches(rows, ROWS_A_BATCH)) {
    const lines = batch.map((row) =>
      JSON.stringify(Object.fromEntries(names.map((name) => [name, row[name]]))),
    )
    await append(Buffer.from(`${lines.join('\n')}\n`))
  }
}
