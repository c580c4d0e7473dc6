import { basename, extname, join } from 'node:path'
import { z } from 'zod'
import {
  evaluationNote,
  evaluationReport,
  evaluationTruth,
  rankingReport,
  type EvaluationNote,
  type EvaluationReport,
} from '../../contract/evaluate.ts'
import { say } from '../../contract/saying.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { EngineState } from '../engine-state.ts'
import { rankingNotes } from '../evaluate/ranking-notes.ts'
import { SETTING_COLUMNS, settingRows } from '../evaluate/setting-rows.ts'
import { checkExportTarget } from '../export/check-export-target.ts'
import type { ExportColumn } from '../export/export-rows.ts'
import { writeRows } from '../export/write-rows.ts'
import type { EvaluatePayload, RankPayload } from '../jobs/job-payload.ts'
import { refusal } from '../refuse.ts'
import { requireAllowed } from '../require-allowed.ts'
import type { Procedures } from './procedures.ts'

/** Notes were sentences once; those that were stored then are told as they are. */
const storedReport = evaluationReport.extend({
  notes: z.array(
    z.union([evaluationNote, z.string().transform((words): EvaluationNote => ({ kind: 'earlier', words }))]),
  ),
})

/** What is to be said of a ranking follows from its figures, in older reports as well, where it was stored in English. */
const storedRanking = rankingReport.omit({ notes: true })

const TEXT_COLUMNS: ReadonlySet<string> = new Set(['model', 'metric', 'threshold', 'best', 'channel', 'rule'])
const COLUMNS: readonly ExportColumn[] = SETTING_COLUMNS.map((name) => ({
  name,
  type: TEXT_COLUMNS.has(name) ? 'STRING' : 'DOUBLE',
  nullable: true,
}))

export function evaluateRouter(os: Procedures['evaluate'], state: EngineState) {
  return os.router({
    start: os.start.handler(async ({ input }) => {
      const { truth, glove } = input
      const payload: EvaluatePayload = {
        ...input,
        truth: truth.kind === 'pairs' ? { ...truth, path: await allowed(truth.path) } : truth,
        glove: glove === undefined ? undefined : await allowed(glove),
      }
      return state.requireSession().enqueue('evaluate', payload)
    }),
    report: os.report.handler(({ input }) => findReport(state.requireSession(), input.jobId ?? null)),
    list: os.list.handler(() =>
      state
        .requireSession()
        .repositories.reports.listEvaluations()
        .map(({ truth, ...listed }) => ({ ...listed, truth: evaluationTruth.parse(JSON.parse(truth)) })),
    ),
    exportTable: os.exportTable.handler(async ({ input }) => {
      const session = state.requireSession()
      const report = findReport(session, input.jobId ?? null)
      if (report === null)
        throw refusal('NOT_FOUND', say('noEvaluation', {}), {
          what: 'evaluation',
          id: String(input.jobId ?? 'newest'),
        })
      const path =
        input.path === undefined
          ? join(session.catalogue.folder.exports, `${session.catalogue.name}-evaluation-${report.jobId}.csv`)
          : await allowed(input.path)
      const rows = settingRows(report.table)
      const bytes = await writeRows(path, 'csv', COLUMNS, rows, session.catalogue.folder.unfinished)
      return { path, fileName: basename(path), rows: rows.length, bytes }
    }),
    startRanking: os.startRanking.handler(async ({ input }) => {
      const { catalogue } = state.requireSession()
      const out =
        input.out === undefined
          ? join(catalogue.folder.exports, `${catalogue.name}-ranking.npy`)
          : await allowed(input.out)
      const payload: RankPayload = {
        ...input,
        gallery: await allowed(input.gallery),
        queries: await allowed(input.queries),
        // Its table lies beside it, by the same name.
        out: extname(out) === '.npy' ? out : `${out}.npy`,
      }
      // Refused now and not after minutes of work.
      await checkExportTarget(payload.out)
      return state.requireSession().enqueue('rank', payload)
    }),
    ranking: os.ranking.handler(({ input }) => {
      const found = state.requireSession().repositories.reports.find('ranking', input.jobId ?? null)
      if (found === null) return null
      const stored = storedRanking.parse(JSON.parse(found))
      return { ...stored, notes: rankingNotes(stored) }
    }),
  })

  function allowed(path: string): Promise<string> {
    const { allowedRoots } = state.options
    const { inbox, exports } = state.requireSession().catalogue.folder
    return requireAllowed(path, allowedRoots === null ? null : [...allowedRoots, inbox, exports])
  }
}

function findReport({ repositories }: CatalogueSession, jobId: number | null): EvaluationReport | null {
  const found = repositories.reports.find('evaluation', jobId)
  return found === null ? null : storedReport.parse(JSON.parse(found))
}
