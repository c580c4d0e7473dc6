import { basename } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ExportOptions } from '../../contract/export.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { ProgressMeter } from '../jobs/progress-meter.ts'
import { checkExportTarget } from './check-export-target.ts'
import type { ExportQuestion, ExportReply } from './export-messages.ts'
import type { ExportCell } from './export-rows.ts'
import { exportedPairs, exportTable, type ExportInput } from './export-table.ts'
import { loadExport } from './load-export.ts'
import { writeTrainingFolder } from './training-folder.ts'
import { writeRows } from './write-rows.ts'

const PREVIEWED_ROWS = 10

/** What an export tells while it goes on, and by what it is stopped. */
export interface ExportRun {
  readonly meter: ProgressMeter
  readonly signal: AbortSignal
  /** The catalogue's folder of notes of what is being written. */
  readonly unfinished: string
}

/**
 * The first rows and the counts of an export, or the export itself.
 * @throws ExportTargetError; the signal's reason once it is aborted, with nothing written
 */
export async function answerExport(
  { options, path }: ExportQuestion,
  repositories: Repositories,
  run: ExportRun,
): Promise<ExportReply> {
  if (path === null) return preview(loadExport(repositories, options), options)
  // Refused before the rows are gathered.
  if (options.what !== 'folder') await checkExportTarget(path)
  const input = loadExport(repositories, options)
  const { summary, columns, rows } = exportTable(input, options)
  const fileName = basename(path)
  // Lets in that it was told to stop while it gathered.
  await nextTurn()
  run.signal.throwIfAborted()
  if (options.what === 'folder') {
    const pairs = exportedPairs(input, options).rows
    const { bytes, notes } = await writeTrainingFolder(path, pairs, input.items, run)
    const answer = { ...summary, notes: [...summary.notes, ...notes], path, fileName, bytes, isFolder: true }
    return { type: 'written', answer }
  }
  const bytes = await writeRows(path, options.format, columns, rows, run.unfinished)
  return { type: 'written', answer: { ...summary, path, fileName, bytes, isFolder: false } }
}

function preview(input: ExportInput, options: ExportOptions): ExportReply {
  const { summary, columns, rows } = exportTable(input, options)
  const names = columns.map(({ name }) => name)
  const asText = (cell: ExportCell | undefined): string => String(cell ?? '')
  const first = rows.slice(0, PREVIEWED_ROWS).map((row) => names.map((name) => asText(row[name])))
  return { type: 'preview', answer: { ...summary, columns: names, first } }
}
