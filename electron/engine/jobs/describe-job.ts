import { describeCatalogue } from './describe-catalogue.ts'
import { now, type JobContext } from './job-context.ts'
import type { DescribePayload, MatchPayload } from './job-payload.ts'

/** Describes what a newly chosen model has not seen, and, if asked to, queues matching by it. */
export async function describeJob(payload: DescribePayload, context: JobContext): Promise<void> {
  await describeCatalogue(context)
  if (!payload.thenMatch) return
  const next: MatchPayload = {}
  context.repositories.jobs.add('match', next, now())
}
