import { basename, join } from 'node:path'
import { say } from '../../contract/saying.ts'
import type { EngineState } from '../engine-state.ts'
import { PROBLEM_COLUMNS, problemRows } from '../export/problem-rows.ts'
import { writeRows } from '../export/write-rows.ts'
import type { ImportPayload } from '../jobs/job-payload.ts'
import { refusal } from '../refuse.ts'
import { requireAllowed } from '../require-allowed.ts'
import type { Procedures } from './procedures.ts'

export function problemsRouter(os: Procedures['problems'], state: EngineState) {
  return os.router({
    list: os.list.handler(({ input }) => {
      const { problems } = state.requireSession().repositories
      const byCode = problems.countByCode()
      const counted = input.code === undefined ? byCode : byCode.filter(({ code }) => code === input.code)
      const total = counted.reduce((sum, { count }) => sum + count, 0)
      return {
        total,
        listed: counted.reduce((sum, { unlisted }) => sum - unlisted, total),
        byCode,
        rows: problems.list(input.code ?? null, input.offset, input.limit),
      }
    }),
    retry: os.retry.handler(({ input }) => {
      const session = state.requireSession()
      const { sources, problems } = session.repositories
      const isAll = input.id === undefined && input.code === undefined
      const wanted = new Set(isAll ? [] : problems.sourcesOf(input))
      if (!isAll && wanted.size === 0)
        throw refusal('NOT_FOUND', say('problemGone', {}), {
          what: 'problem',
          id: String(input.id ?? input.code),
        })
      const payload: ImportPayload = {
        sources: sources
          .findAll()
          .filter(({ id }) => isAll || wanted.has(id))
          .map((source) => source.request),
        sampleFolder: null,
        retryFailed: true,
        retryOnly: input,
        thenMatch: true,
      }
      return session.enqueue('import', payload)
    }),
    export: os.export.handler(async ({ input }) => {
      const { catalogue, repositories } = state.requireSession()
      const path =
        input.path === undefined
          ? join(catalogue.folder.exports, `${catalogue.name}-problems.csv`)
          : await requireAllowed(input.path, state.options.allowedRoots)
      const rows = problemRows(repositories.problems)
      const bytes = await writeRows(path, 'csv', PROBLEM_COLUMNS, rows, catalogue.folder.unfinished)
      return { path, fileName: basename(path), rows: rows.length, bytes }
    }),
  })
}
