import { readRecords } from './read-records.ts'
import { sniffTable } from './sniff-table.ts'

/**
 * The names of a table's columns, from its first rows.
 * @throws TableUnreadableError when it is no table that can be read
 */
export async function readColumns(path: string): Promise<readonly string[]> {
  for await (const batch of readRecords(path, await sniffTable(path)))
    for (const event of batch) if (event.kind === 'columns') return event.columns
  return []
}
