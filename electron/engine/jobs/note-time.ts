import type { JobContext } from './job-context.ts'

/** Does some work and notes in the job how long it took: "Neighbours of 8692 pictures: exact, 1.2 s". */
export async function noteTime<Result>(
  context: JobContext,
  words: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const startedAt = performance.now()
  const result = await work()
  context.note(`${words}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  return result
}
