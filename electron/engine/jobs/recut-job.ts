import { markTouchedGroups } from '../review/mark-groups.ts'
import { VerdictLedger } from '../review/verdict-ledger.ts'
import { changedGroups, writeChangedGroups } from './changed-groups.ts'
import type { JobContext } from './job-context.ts'

/** Cuts all groups anew, after verdicts on so many items that the thread which answers would be held up by it. */
export async function recutJob(context: JobContext): Promise<void> {
  const { repositories } = context
  const run = repositories.runs.find(Number(repositories.settings.get('current-run') ?? 0))
  if (run === null) return
  const ledger = new VerdictLedger(repositories.actions)
  const { folded, lastActionId } = ledger
  const changed = await changedGroups(run, ledger, context)
  repositories.transaction(() => {
    writeChangedGroups(run.id, changed, repositories)
    markTouchedGroups(repositories, run.id, folded)
    // A verdict given while this was computed is newer, and is applied when the engine hears that groups changed.
    repositories.runs.setThreshold(run.id, run.threshold, lastActionId)
  })
  context.count('groups cut anew', changed.added.length)
  context.changed('groups')
}
