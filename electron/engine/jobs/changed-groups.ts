import type { NewGroup } from '../catalogue/group-repository.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import { groupSignature } from '../review/marks/group-signature.ts'
import { newGroups } from '../review/settlement/recut-groups.ts'
import type { SettledLog } from '../review/settlement/settled-log.ts'
import { cutGroups } from './cut-groups.ts'
import type { JobContext } from './job-context.ts'
import { loadPairScores } from './load-pair-scores.ts'

/** What is to be written so that a run's groups are those that verdicts ask for. */
export interface ChangedGroups {
  /** Representatives of the groups that are no more, or no longer as they were. */
  readonly gone: readonly number[]
  readonly added: readonly NewGroup[]
}

/** Cuts all groups of a run anew, as the verdicts ask, and says which of them differ from the stored ones. */
export async function changedGroups(
  run: MatchRun,
  ledger: SettledLog,
  context: JobContext,
): Promise<ChangedGroups> {
  const { repositories } = context
  const pairs = await loadPairScores(run.id, context)
  const cut = newGroups(cutGroups(pairs, run.threshold, ledger, context), repositories, ledger)
  await context.checkpoint()
  const stored = storedGroups(run.id, repositories)
  const added: NewGroup[] = []
  for (const group of cut) {
    const before = stored.get(group.representative)
    if (before === groupSignature(group)) stored.delete(group.representative)
    else added.push(group)
  }
  return { gone: [...stored.keys()], added }
}

/** In the caller's transaction. */
export function writeChangedGroups(
  runId: number,
  { gone, added }: ChangedGroups,
  { groups }: Repositories,
): void {
  groups.remove(runId, gone)
  groups.addAll(runId, added)
}

function storedGroups(runId: number, { groups }: Repositories): Map<number, string> {
  const members = Map.groupBy(groups.findAllMembers(runId), ({ representative }) => representative)
  return new Map(
    [...members].map(([representative, rows]) => {
      const { state = 'open', value = 0 } = rows[0] ?? {}
      return [representative, groupSignature({ members: rows, state, value })]
    }),
  )
}
