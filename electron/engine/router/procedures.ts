import { implement } from '@orpc/server'
import { contract } from '../../contract/index.ts'
import type { EngineState } from '../engine-state.ts'
import { declaredError } from './declared-errors.ts'

/** The contract to be implemented, with errors turned into those that it declares. */
export function procedures(state: EngineState) {
  return implement(contract).use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw declaredError(error, state.session?.catalogue.folder.path ?? state.options.dataFolder)
    }
  })
}

export type Procedures = ReturnType<typeof procedures>
