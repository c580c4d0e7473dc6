import type { EngineState } from '../engine-state.ts'
import type { ImportPayload } from '../jobs/job-payload.ts'
import type { Procedures } from './procedures.ts'

export function problemsRouter(os: Procedures['problems'], state: EngineState) {
  return os.router({
    list: os.list.handler(({ input }) => {
      const { problems } = state.requireSession().repositories
      const byCode = problems.countByCode()
      const counted = input.code === undefined ? byCode : byCode.filter(({ code }) => code === input.code)
      return {
        total: counted.reduce((sum, { count }) => sum + count, 0),
        byCode,
        rows: problems.list(input.code ?? null, input.offset, input.limit),
      }
    }),
    retry: os.retry.handler(() => {
      const session = state.requireSession()
      const payload: ImportPayload = {
        sources: session.repositories.sources.findAll().map((source) => source.request),
        sampleFolder: null,
        retryFailed: true,
        thenMatch: true,
      }
      return session.enqueue('import', payload)
    }),
  })
}
