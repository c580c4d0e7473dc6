import type { EngineState } from '../engine-state.ts'
import type { Procedures } from './procedures.ts'

export function itemsRouter(os: Procedures['items'], state: EngineState) {
  return os.router({
    get: os.get.handler(({ input }) => state.requireSession().repositories.items.findByIds(input.ids)),
  })
}
