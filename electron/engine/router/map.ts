import type { EngineState } from '../engine-state.ts'
import type { MapPayload } from '../jobs/job-payload.ts'
import { describePoints } from '../map/describe-points.ts'
import type { Procedures } from './procedures.ts'

export function mapRouter(os: Procedures['map'], state: EngineState) {
  return os.router({
    get: os.get.handler(({ signal }) => state.requireSession().study.map(signal)),
    describe: os.describe.handler(({ input }) =>
      describePoints(input.points, state.requireSession().repositories),
    ),
    draw: os.draw.handler(({ input }) => {
      const payload: MapPayload = input
      return state.requireSession().enqueue('map', payload)
    }),
  })
}
