import { basename, join } from 'node:path'
import type { ExportOptions } from '../../contract/export.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { EngineState } from '../engine-state.ts'
import { checkExportTarget } from '../export/check-export-target.ts'
import { exportTable } from '../export/export-table.ts'
import { writeRows } from '../export/write-rows.ts'
import { requireAllowed } from '../require-allowed.ts'
import { loadExport } from './load-export.ts'
import type { Procedures } from './procedures.ts'

const PREVIEWED_ROWS = 10

export function exportRouter(os: Procedures['export'], state: EngineState) {
  return os.router({
    preview: os.preview.handler(({ input }) => {
      const { summary, columns, rows } = exportTable(loadExport(state.requireSession(), input), input)
      const first = rows
        .slice(0, PREVIEWED_ROWS)
        .map((row) => Object.fromEntries(columns.map(({ name }) => [name, String(row[name] ?? '')])))
      return { ...summary, first }
    }),
    run: os.run.handler(async ({ input }) => {
      const session = state.requireSession()
      const path =
        input.path === undefined
          ? join(session.catalogue.folder.exports, defaultName(session, input))
          : await requireAllowed(input.path, state.options.allowedRoots)
      await checkExportTarget(path)
      const { summary, columns, rows } = exportTable(loadExport(session, input), input)
      const bytes = await writeRows(path, input.format, columns, rows)
      return { ...summary, path, fileName: basename(path), bytes }
    }),
  })
}

function defaultName(session: CatalogueSession, { what, format }: ExportOptions): string {
  return `${session.catalogue.name}-${what}.${format}`
}
