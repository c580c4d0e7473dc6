import type { ActionLog } from './action-log.ts'
import type { FoldedAction } from './folded-action.ts'

/** The actions that showed one of the items or spoke of it, newest first, undone or not. */
export function actionsTouching(items: readonly number[], log: ActionLog): FoldedAction[] {
  const found = new Set(items.flatMap((item) => log.touching(item)))
  return [...found].toSorted((a, b) => b.id - a.id)
}
