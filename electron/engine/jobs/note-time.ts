import { say, type Saying } from '../../contract/saying.ts'
import type { JobContext } from './job-context.ts'

/** Does some work and notes in the job how long it took: "Neighbours of 8692 pictures: exact, 1.2 s". */
export async function noteTime<Result>(
  context: JobContext,
  what: Saying,
  work: () => Promise<Result>,
): Promise<Result> {
  const startedAt = performance.now()
  const result = await work()
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10
  context.note(say('took', { what, seconds }))
  return result
}
