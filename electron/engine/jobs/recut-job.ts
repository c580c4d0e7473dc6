import { currentRun } from '../catalogue/current-run.ts'
import { markTouchedGroups } from '../review/marks/mark-groups.ts'
import { VerdictLedger } from '../review/settlement/verdict-ledger.ts'
import { changedGroups, writeChangedGroups } from './changed-groups.ts'
import type { JobContext } from './job-context.ts'

/** Cuts all groups anew, after verdicts on so many items that the thread which answers would be held up by it. */
export async function recutJob(context: JobContext): Promise<void> {
  const { repositories } = context
  for (;;) {
    const run = currentRun(repositories)
    if (run === null) return
    const { folded, settlement, lastActionId } = new VerdictLedger(repositories.actions)
    const changed = await changedGroups(run, { folded, settlement }, context)
    const isWritten = repositories.transaction(() => {
      // A verdict given while this was computed has cut groups itself: then it is computed by that as well.
      if (repositories.actions.findLastId() !== lastActionId || currentRun(repositories)?.id !== run.id)
        return false
      writeChangedGroups(run.id, changed, repositories)
      markTouchedGroups(repositories, run.id, folded)
      repositories.runs.setThreshold(run.id, run.threshold, lastActionId)
      return true
    })
    if (!isWritten) continue
    context.count('groups cut anew', changed.added.length)
    context.changed('groups')
    return
  }
}
