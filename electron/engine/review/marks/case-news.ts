import type { ActionLog } from '../actions/action-log.ts'
import type { FoldedAction } from '../actions/folded-action.ts'

/** What belongs to a case that was decided before, and was not there then. */
export interface CaseNews {
  readonly items: readonly number[]
  /** The last decision. */
  readonly last: FoldedAction
}

type Log = Pick<ActionLog, 'touching' | 'isTouched'>

/**
 * Members that were neither on screen nor in a group with what was, whenever something was said with two of the members
 * on screen. What a rule said does not count: nobody looked.
 * @returns null where nothing was decided, or nothing is new
 */
export function caseNews(members: readonly number[], log: Log): CaseNews | null {
  const decisions = decisionsOn(members, log)
  const last = decisions.at(-1)
  if (last === undefined) return null
  const there = new Set<number>()
  for (const decision of decisions) {
    // Of old actions it is not known who was there: nothing is new then.
    if (decision.around === null) return null
    for (const item of spokenOf(decision)) there.add(item)
    for (const item of decision.around) there.add(item)
  }
  const items = members.filter((item) => !there.has(item))
  return items.length === 0 ? null : { items, last }
}

/** Oldest first. */
function decisionsOn(members: readonly number[], log: Log): FoldedAction[] {
  const membersIn = new Map<FoldedAction, number>()
  for (const item of members) {
    if (!log.isTouched(item)) continue
    for (const action of log.touching(item))
      if (action.inForce && action.kind !== 'rule' && action.verdicts.length > 0)
        membersIn.set(action, (membersIn.get(action) ?? 0) + 1)
  }
  return [...membersIn]
    .filter(([, count]) => count > 1)
    .map(([action]) => action)
    .toSorted((a, b) => a.id - b.id)
}

function* spokenOf({ shown, verdicts }: FoldedAction): Generator<number> {
  yield* shown
  for (const { itemA, itemB } of verdicts) {
    yield itemA
    yield itemB
  }
}
