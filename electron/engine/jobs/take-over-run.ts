import type { JobContext } from './job-context.ts'

/** Rows a transaction: a verdict given meanwhile waits at most for one of them. */
const BATCH = 1000

/** A finished run beside the one that counts. */
export interface BuiltRun {
  readonly runId: number
  /** The space that its pictures were compared in. */
  readonly pictureSpaceId: number
}

/**
 * From here on the run counts, in one small transaction. A rehearsal was of the run before it, and is over.
 * @param besides what else is to be written in that transaction
 */
export async function takeOverRun(
  { runId, pictureSpaceId }: BuiltRun,
  context: JobContext,
  besides: () => void = () => undefined,
): Promise<void> {
  const { repositories } = context
  const { settings } = repositories
  repositories.transaction(() => {
    const run = repositories.runs.find(runId)
    if (run === null) throw new Error(`Expected run ${runId} to be in the catalogue`)
    settings.set('threshold', String(run.threshold))
    settings.set('current-run', String(runId))
    settings.set('current-space', String(pictureSpaceId))
    settings.remove('rehearsal')
    besides()
  })
  context.changed('groups')
  await deleteOtherRuns(runId, context)
}

/** In steps, so that a verdict never waits long for the writer; what a crash leaves over goes the next time. */
export async function deleteOtherRuns(currentId: number | null, context: JobContext): Promise<void> {
  const { runs, pairs, groups, queue } = context.repositories
  for (const runId of runs.findOthers(currentId)) {
    while (pairs.deleteSome(runId, BATCH) > 0) await context.checkpoint()
    while (groups.deleteSome(runId, BATCH) > 0) await context.checkpoint()
    queue.deleteRun(runId)
    runs.delete(runId)
  }
}
