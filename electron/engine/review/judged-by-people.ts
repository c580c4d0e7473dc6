import type { ActionLog } from './action-log.ts'
import type { DirectVerdict } from './direct-verdict.ts'
import type { SettledLog } from './settled-log.ts'

/** Whether a rule says it: nobody looked at the two. */
export function isByRule({ actionId }: Pick<DirectVerdict, 'actionId'>, { actions }: ActionLog): boolean {
  return actions.get(actionId)?.kind === 'rule'
}

/** The verdicts that hold and that a person gave. What rules say is no evidence: they only repeat what was measured. */
export function judgedByPeople({ folded, settlement }: SettledLog): DirectVerdict[] {
  return settlement.accepted.filter((verdict) => !isByRule(verdict, folded))
}
