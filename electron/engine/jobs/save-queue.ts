import type { Repositories } from '../catalogue/repositories.ts'
import { buildQueue, type QueueInput } from '../queue/build-queue.ts'

/** Keeps the cases besides groups that a run, as it was cut, leaves to the curator, in place of those it had. */
export function saveQueue(runId: number, input: QueueInput, repositories: Repositories): void {
  const { pairs, strata } = buildQueue(input)
  repositories.transaction(() => {
    repositories.queue.deleteRun(runId)
    repositories.queue.save(runId, pairs, strata)
  })
}
