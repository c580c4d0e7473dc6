import { implement, ORPCError } from '@orpc/server'
import { contract, type Contract } from '../../contract/index.ts'
import type { EngineState } from '../engine-state.ts'
import { declaredError } from './declared-errors.ts'

/** What a curator only asks: it waits for nobody who writes. */
const READS_OF_REVIEW: ReadonlySet<string> = new Set([
  'planSeveral',
  'history',
  'contradictions',
  'marked',
  'today',
] satisfies (keyof Contract['review'])[])

/** The contract to be implemented, with errors turned into those that it declares. */
export function procedures(state: EngineState) {
  return implement(contract).use(async ({ next, path, signal }) => {
    try {
      // Nothing is told or decided by verdicts that are no longer in force. How far jobs are is known at any time.
      if (path[0] !== 'jobs') await state.session?.follow()
      if (path[0] === 'review' && !READS_OF_REVIEW.has(path[1] ?? '')) await state.session?.whenWritable()
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
