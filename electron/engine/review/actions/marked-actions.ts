import type { ActionLog } from './action-log.ts'
import { caseMarks } from '../marks/case-marks.ts'
import type { FoldedAction } from './folded-action.ts'

/** What can be in force on a case besides verdicts. */
export type Mark = 'skipped' | 'flagged' | 'noted'

/** The actions whose mark is in force on the case that was on screen, oldest first. */
export function markedActions(log: ActionLog, mark: Mark): FoldedAction[] {
  const marked: FoldedAction[] = []
  for (const action of log.newestFirst()) if (isInForce(action, mark, log)) marked.push(action)
  return marked.toReversed()
}

function isInForce(action: FoldedAction, mark: Mark, log: ActionLog): boolean {
  if (!action.inForce) return false
  if (mark === 'noted') return action.hasNote && action.kind !== 'flag' && !log.isReplaced(action.id)
  if (action.kind !== (mark === 'skipped' ? 'skip' : 'flag')) return false
  const { skip, flag } = caseMarks(action.shown, log)
  return (mark === 'skipped' ? skip : flag)?.id === action.id
}
