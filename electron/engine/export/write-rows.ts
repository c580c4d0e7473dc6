import type { ExportFormat } from '../../contract/export.ts'
import type { ExportColumn, ExportRow } from './export-rows.ts'
import { writeCsv } from './write-csv.ts'
import { writeFileWhole } from './write-file-whole.ts'
import { writeJsonl } from './write-jsonl.ts'
import { writeParquet } from './write-parquet.ts'

const WRITERS = { csv: writeCsv, jsonl: writeJsonl, parquet: writeParquet } as const

/**
 * Writes a table to a file, as a whole or not at all. The same rows give the same bytes.
 * @param path absolute; a file that is there is replaced once the new one is complete
 * @param rows taken one after another and never held all at once
 * @param unfinished the catalogue's folder of notes of what is being written; null for what belongs to no catalogue
 * @returns the size in bytes
 * @throws ExportTargetError when the folder is missing or read-only, the disk is full, and the like
 */
export function writeRows(
  path: string,
  format: ExportFormat,
  columns: readonly ExportColumn[],
  rows: Iterable<ExportRow>,
  unfinished: string | null = null,
): Promise<number> {
  return writeFileWhole(path, (append) => WRITERS[format](append, columns, rows), unfinished)
}
