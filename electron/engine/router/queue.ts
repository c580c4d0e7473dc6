import { learningCurve } from '../../contract/queue.ts'
import type { EngineState } from '../engine-state.ts'
import { estimates } from '../queue/estimates.ts'
import { nextCases } from '../queue/next-cases.ts'
import type { Procedures } from './procedures.ts'

export function queueRouter(os: Procedures['queue'], state: EngineState) {
  return os.router({
    next: os.next.handler(({ input }) => nextCases(state.requireSession(), input.filter, input.limit)),
    estimates: os.estimates.handler(() => estimates(state.requireSession())),
    simulate: os.simulate.handler(({ input }) => state.requireSession().enqueue('simulate', input)),
    learningCurve: os.learningCurve.handler(({ input }) => {
      const stored = state.requireSession().repositories.learningCurves.find(input.jobId)
      return stored === null ? null : learningCurve.parse(JSON.parse(stored))
    }),
  })
}
