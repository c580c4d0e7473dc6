import type { FoldedAction } from './folded-action.ts'

/** What the log keeps as the group of an action that was done to several groups at once; no item has this id. */
export const SEVERAL_GROUPS = 0

/** Whether an action was done to a selection of groups and not to a case on screen. */
export function isOfSeveral({ groupId }: Pick<FoldedAction, 'groupId'>): boolean {
  return groupId === SEVERAL_GROUPS
}
