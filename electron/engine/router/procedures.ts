import { implement, ORPCError } from '@orpc/server'
import { contract } from '../../contract/index.ts'
import type { EngineState } from '../engine-state.ts'
import { declaredError } from './declared-errors.ts'

/** The contract to be implemented, with errors turned into those that it declares. */
export function procedures(state: EngineState) {
  return implement(contract).use(async ({ next, signal }) => {
    try {
      return await next()
    } catch (error) {
      const declared = declaredError(error, state.session?.catalogue.folder.path ?? state.options.dataFolder)
      // What nobody expected is a bug: the whole of it goes to the log, since a client is told no more than that. That
      // whoever asked has gone is none.
      if (!(declared instanceof ORPCError) && signal?.aborted !== true) console.error(declared)
      throw declared
    }
  })
}

export type Procedures = ReturnType<typeof procedures>
