import type { ActionLog } from '../actions/action-log.ts'
import type { DirectVerdict } from '../actions/direct-verdict.ts'
import type { FoldedAction } from '../actions/folded-action.ts'
import type { SettledLog } from './settled-log.ts'
import { isOfSeveral } from '../actions/several-groups.ts'

/** Whether a rule or an action on several groups says it: nobody looked at the two by themselves. */
export function isSaidInBulk({ actionId }: Pick<DirectVerdict, 'actionId'>, { actions }: ActionLog): boolean {
  const action = actions.get(actionId)
  return action !== undefined && isInBulk(action)
}

/**
 * The verdicts that hold and that a person gave, one case after another, newest first. What is said of many at once is no
 * evidence: it only repeats what was measured. Looks at no verdict of those.
 */
export function judgedByPeople({ folded, settlement }: SettledLog): DirectVerdict[] {
  const setAside = new Set(settlement.contradictions.map(({ verdict }) => verdict))
  const judged: DirectVerdict[] = []
  for (const action of folded.newestFirst()) {
    if (!action.inForce || isInBulk(action)) continue
    for (const verdict of action.verdicts.toReversed())
      if (folded.verdictBetween(verdict.itemA, verdict.itemB) === verdict && !setAside.has(verdict))
        judged.push(verdict)
  }
  return judged
}

function isInBulk(action: FoldedAction): boolean {
  return action.kind === 'rule' || isOfSeveral(action)
}
