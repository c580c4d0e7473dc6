import { say } from '../../../contract/saying.ts'
import type { ActionLog } from './action-log.ts'
import { ReviewRefused } from './review-refused.ts'

/** @throws ReviewRefused for an empty note, or one that is to take the place of none in force */
export function requireNote(
  { text, replaces }: { readonly text: string; readonly replaces: number | null },
  log: ActionLog,
): void {
  if (replaces === null) {
    if (text === '') throw new ReviewRefused(say('noteEmpty', {}))
    return
  }
  const note = log.actions.get(replaces)
  if (note?.hasNote !== true || note.kind === 'flag' || !note.inForce || log.isReplaced(replaces))
    throw new ReviewRefused(say('noteNotInForce', { id: String(replaces) }))
}
