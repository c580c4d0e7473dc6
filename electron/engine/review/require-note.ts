import type { ActionLog } from './action-log.ts'
import { ReviewRefused } from './review-refused.ts'

/** @throws ReviewRefused for an empty note, or one that is to take the place of none in force */
export function requireNote(
  { text, replaces }: { readonly text: string; readonly replaces: number | null },
  log: ActionLog,
): void {
  if (replaces === null) {
    if (text === '')
      throw new ReviewRefused(
        'Expected a note but received an empty text.',
        'Write something, or name a note to take away.',
      )
    return
  }
  const note = log.actions.get(replaces)
  if (note?.hasNote !== true || note.kind === 'flag' || !note.inForce || log.isReplaced(replaces))
    throw new ReviewRefused(
      `Expected a note in force but action ${replaces} has none, or it was changed or taken away.`,
      'Open the case again.',
    )
}
