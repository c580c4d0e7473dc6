import { type CopiesReport, copiesReport } from '../../contract/copies.ts'
import { say } from '../../contract/saying.ts'
import type { EngineState } from '../engine-state.ts'
import { COPY_COLUMNS, copyRows } from '../evaluate/copies/copy-rows.ts'
import type { ExportColumn } from '../export/export-rows.ts'
import { writeRows } from '../export/write-rows.ts'
import { refusal } from '../refuse.ts'
import { requireAllowed } from '../require-allowed.ts'
import type { Procedures } from './procedures.ts'

const TEXT_COLUMNS: ReadonlySet<string> = new Set(['kind', 'strength'])
const COLUMNS: readonly ExportColumn[] = COPY_COLUMNS.map((name) => ({
  name,
  type: TEXT_COLUMNS.has(name) ? 'STRING' : 'DOUBLE',
  nullable: true,
}))

export function copiesRouter(os: Procedures['copies'], state: EngineState) {
  return os.router({
    start: os.start.handler(({ input }) => state.requireSession().enqueue('copies', input)),
    report: os.report.handler(findReport),
    exportTable: os.exportTable.handler(async ({ input }) => {
      const report = findReport()
      if (report === null)
        throw refusal('NOT_FOUND', say('noEvaluation', {}), { what: 'evaluation', id: 'newest' })
      const { allowedRoots } = state.options
      const { exports, unfinished } = state.requireSession().catalogue.folder
      const path = await requireAllowed(input.path, allowedRoots === null ? null : [...allowedRoots, exports])
      const rows = copyRows(report)
      return { path, rows: rows.length, bytes: await writeRows(path, 'csv', COLUMNS, rows, unfinished) }
    }),
  })

  function findReport(): CopiesReport | null {
    const found = state.requireSession().repositories.settings.get('copies')
    return found === null ? null : copiesReport.parse(JSON.parse(found))
  }
}
