import { dirname } from 'node:path'
import type { ColumnMapping, TablePreview } from '../../contract/sources.ts'
import { chooseColumns, type ExplicitMapping } from './choose-columns.ts'
import { createImageResolver, type ImageResolver } from './image-resolver.ts'
import { ItemReader } from './item-reader.ts'
import type { ImportProblem } from './problem.ts'
import type { FoundFile, RawItem } from './raw-item.ts'
import { readRecords } from './read-records.ts'
import { recogniseColumns } from './recognise-columns.ts'
import { sniffTable } from './sniff-table.ts'
import { walkFolder } from './walk-folder.ts'

interface PreviewOptions {
  readonly mapping?: ExplicitMapping | undefined
  /** What was said of the same columns before. */
  readonly remembered?: ((columns: readonly string[]) => ColumnMapping | null) | undefined
  /** Where the pictures are; left out: beside the table. */
  readonly folder?: string | undefined
  /** Folders that pictures may lie in; null: anywhere. */
  readonly allowedRoots: readonly string[] | null
  readonly signal?: AbortSignal | undefined
}

const ROWS_SHOWN = 20
const ROWS_CHECKED = 1000
/** A preview answers at once: in a larger folder, such as a whole drive, it does not look for pictures. */
const FILES_SEARCHED = 50_000

/**
 * The first 20 rows of a table as they are, and what is wrong with the first 1,000, pictures that are not there
 * included.
 * @throws TableUnreadableError when it is no table that can be read, UnknownColumnError for a mapping that names a
 *   column which is not there, the signal's reason once it is aborted
 */
export async function previewTable(path: string, options: PreviewOptions): Promise<TablePreview> {
  const shape = await sniffTable(path)
  const rows: string[][] = []
  const problems: ImportProblem[] = []
  const items: RawItem[] = []
  let columns: readonly string[] = []
  let remembered: ColumnMapping | null = null
  let reader: ItemReader | null = null
  let read = 0
  for await (const batch of readRecords(path, shape, options.signal)) {
    for (const event of batch) {
      if (event.kind === 'problem') problems.push(event.problem)
      else if (event.kind === 'columns') {
        columns = event.columns
        remembered = options.remembered?.(columns) ?? null
        reader = new ItemReader(path, columns, chooseColumns(columns, { ...remembered, ...options.mapping }))
        problems.push(...reader.tableProblems())
      } else if (event.kind === 'record') {
        const { cells } = event.record
        if (rows.length < ROWS_SHOWN) rows.push(columns.map((_, index) => cells[index] ?? ''))
        const result = reader?.read(event.record)
        problems.push(...(result?.problems ?? []))
        if (result !== undefined && result.item !== null) items.push(result.item)
        read += 1
        if (read === ROWS_CHECKED) break
      }
    }
    if (read === ROWS_CHECKED) break
  }
  const missing = await missingImages(path, items, options)
  return {
    format: shape.format,
    encoding: shape.encoding,
    delimiter: shape.delimiter,
    columns: [...columns],
    mapping: remembered ?? recogniseColumns(columns),
    recognised: remembered === null ? null : recogniseColumns(columns),
    rows,
    problems: [...problems, ...missing]
      .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
      .map(({ code, line, reason, advice }) => ({ code, line, reason, advice })),
  }
}

async function missingImages(
  path: string,
  items: readonly RawItem[],
  options: PreviewOptions,
): Promise<ImportProblem[]> {
  if (items.every((item) => item.images.length === 0)) return []
  const resolver = await createPreviewResolver(path, options)
  if (resolver === null) return []
  const problems: ImportProblem[] = []
  for (const { images, line } of items) {
    for (const image of images) {
      const resolved = await resolver.resolve(image)
      if (resolved.kind === 'found') continue
      const { code, reason, advice } = resolved
      problems.push({ severity: 'warning', code, path, line, reason, advice })
    }
  }
  return problems
}

/** Null where there are too many files to look through for a preview. */
async function createPreviewResolver(path: string, options: PreviewOptions): Promise<ImageResolver | null> {
  const { folder, allowedRoots, signal } = options
  const files: FoundFile[] = []
  for await (const event of walkFolder(folder ?? dirname(path), { signal, allowedRoots })) {
    if (event.kind === 'file') files.push(event.file)
    if (files.length > FILES_SEARCHED) return null
  }
  return createImageResolver({ folder: folder ?? null, tablePath: path, files, allowedRoots })
}
