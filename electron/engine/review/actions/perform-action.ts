import type { NewAction } from '../../catalogue/action-repository.ts'
import type { MatchRun } from '../../catalogue/run-repository.ts'
import type { Repositories } from '../../catalogue/repositories.ts'
import { markGroups } from '../marks/mark-groups.ts'
import { recutGroups } from '../settlement/recut-groups.ts'
import { MOST_VERDICTS_AT_ONCE, type VerdictLedger } from '../settlement/verdict-ledger.ts'

/** Items whose groups are cut anew while somebody waits; those of more are cut in a job. */
export const MOST_RECUT_AT_ONCE = 500

export interface PerformedAction {
  readonly id: number
  /** Whether its groups are left to a job, since they are too many to wait for. */
  readonly isLeft: boolean
  /** Of all groups that it touched, as they were and as they are now; null: they are not known yet. */
  readonly listings: ReadonlySet<number> | null
}

/**
 * Appends an action and brings the groups up to date that it touches, in the caller's transaction. What takes back or
 * puts back more verdicts than can be weighed at once, as those of a rule, is only appended: the ledger is to follow.
 */
export function performAction(
  action: NewAction,
  run: MatchRun | null,
  ledger: VerdictLedger,
  repositories: Repositories,
): PerformedAction {
  const around = run === null ? [] : listingsAround(action, run, repositories)
  if (countReversed(action, ledger) > MOST_VERDICTS_AT_ONCE)
    return { id: repositories.actions.append({ ...action, around }), isLeft: run !== null, listings: null }
  const { id, changed } = ledger.append({ ...action, around })
  if (run === null) return { id, isLeft: false, listings: null }
  if (changed.size > MOST_RECUT_AT_ONCE) return { id, isLeft: true, listings: null }
  const touched = touchedBy(action, ledger)
  const cut = isOfRepresentative(action, ledger) ? [...changed, ...touched] : [...changed]
  if (cut.length > 0) recutGroups(repositories, run, cut, ledger)
  const marked = repositories.groups.findOfItems(run.id, [...touched, ...changed])
  markGroups(repositories, run.id, marked, ledger.folded)
  const listings = new Set([...touched, ...changed, ...around, ...membersOf(marked, run, repositories)])
  return { id, isLeft: false, listings }
}

/** How many verdicts an undo takes back, or a redo puts back. */
function countReversed({ kind, targetActionId }: NewAction, { folded }: VerdictLedger): number {
  if (targetActionId === null || (kind !== 'undo' && kind !== 'redo')) return 0
  return folded.actions.get(targetActionId)?.verdicts.length ?? 0
}

/** The members of all groups that hold a listing on screen or spoken of, but for those on screen. */
function listingsAround(
  { shown, verdicts }: NewAction,
  run: MatchRun,
  { groups }: Repositories,
): readonly number[] {
  const items = new Set(shown)
  for (const { itemA, itemB } of verdicts) items.add(itemA).add(itemB)
  const around = membersOf(groups.findOfItems(run.id, [...items]), run, { groups })
  return around.filter((item) => !shown.includes(item))
}

function membersOf(
  found: readonly number[],
  run: MatchRun,
  { groups }: Pick<Repositories, 'groups'>,
): number[] {
  return found.flatMap((group) => groups.findMembers(run.id, group).map(({ itemId }) => itemId))
}

/** What was on screen, and for a note that takes the place of another, what was on screen then. */
function touchedBy({ shown, itemId, targetActionId }: NewAction, { folded }: VerdictLedger): number[] {
  const target = targetActionId === null ? undefined : folded.actions.get(targetActionId)
  const replaced = target?.replaces ? folded.actions.get(target.replaces) : undefined
  const items = [...shown, ...(target?.shown ?? []), ...(replaced?.shown ?? [])]
  return itemId === null || itemId === undefined ? items : [...items, itemId]
}

function isOfRepresentative({ kind, targetActionId }: NewAction, { folded }: VerdictLedger): boolean {
  if (kind === 'representative') return true
  return targetActionId !== null && folded.actions.get(targetActionId)?.kind === 'representative'
}
