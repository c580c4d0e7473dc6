import { ByteWriter, parquetWriteRows } from 'hyparquet-writer'
import type { ExportColumn, ExportRow } from './export-rows.ts'
import type { AppendBytes } from './write-file-whole.ts'

/**
 * A row group is encoded in one go on the calling thread: this many rows of labelled pairs take about 30 ms, and the
 * thread is free while each is written. Memory holds one group, whatever the number of rows.
 */
const ROWS_A_GROUP = 2048

/** Named here, so that an update of the library alone does not change the bytes. */
const CREATED_BY = 'doublet'

/** Writes rows as Parquet: snappy, row groups of 2,048 rows, nothing in it that depends on when it was written. */
export async function writeParquet(
  append: AppendBytes,
  columns: readonly ExportColumn[],
  rows: Iterable<ExportRow>,
): Promise<void> {
  const buffer = new ByteWriter()
  /** `offset` goes on counting from the start of the file; only the buffer starts again. */
  const flush = async (): Promise<void> => {
    const bytes = buffer.getBytes()
    await append(bytes)
    buffer.index = 0
  }
  await parquetWriteRows({
    writer: Object.assign(buffer, { flush, finish: flush }),
    rows,
    columns: columns.map(({ name, type, nullable }) => ({ name, type, nullable })),
    rowGroupSize: ROWS_A_GROUP,
    createdBy: CREATED_BY,
  })
}
