import { actionKind, type Action } from '../../contract/actions.ts'
import type { StoredAction } from '../catalogue/action-repository.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { FoldedAction } from '../review/actions/folded-action.ts'
import { isOfSeveral } from '../review/actions/several-groups.ts'

/** A stored action as the contract tells it. */
export function actionRow({ ledger }: CatalogueSession, stored: StoredAction): Action {
  const { id, groupId, shown, itemId, note, targetActionId, words, reviewer, at } = stored
  const folded = ledger.folded.actions.get(id)
  const kind = actionKind.safeParse(stored.kind)
  return {
    id,
    // What stands for an undo or redo itself is never asked for.
    kind: kind.success ? kind.data : 'verdict',
    groupId: isOfSeveral(stored) ? null : groupId,
    shown: [...shown],
    item: itemId,
    text: note,
    replaces: targetActionId,
    said: folded?.said ?? [],
    words,
    reviewer,
    at,
    undone: folded?.inForce === false,
  }
}

/** Some of the actions that are folded, as the contract tells them, in their order. */
export function actionRows(session: CatalogueSession, actions: readonly FoldedAction[]): Action[] {
  return session.repositories.actions
    .findByIds(actions.map(({ id }) => id))
    .map((stored) => actionRow(session, stored))
}
