import type { EngineState } from '../engine-state.ts'
import type { Procedures } from './procedures.ts'

export function overviewRouter(os: Procedures['overview'], state: EngineState) {
  return os.router({
    get: os.get.handler(({ input, signal }) => state.requireSession().study.overview(input, signal)),
  })
}
