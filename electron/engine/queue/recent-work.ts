import type { ActionKind } from '../../contract/actions.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { caseMarks } from '../review/marks/case-marks.ts'
import type { ActionLog } from '../review/actions/action-log.ts'
import type { FoldedAction } from '../review/actions/folded-action.ts'
import { isOfSeveral } from '../review/actions/several-groups.ts'

/** What the curator did of late, as far as it moves the queue. */
export interface RecentWork {
  /** Categories of the newest cases; null where one has none. */
  readonly categories: readonly (string | null)[]
  /** Whether a pair, as a case of its own, was put off and not spoken of since. */
  isPutOff(itemA: number, itemB: number): boolean
}

/** Cases whose categories are to be followed by others. */
const SPREAD_OVER = 20

/** What takes a turn: what is said of many at once and what is noted beside the case does not. */
const TURNS: ReadonlySet<ActionKind> = new Set(['verdict', 'confirm', 'split', 'move', 'drop', 'skip'])

export function recentWork({ repositories, ledger }: CatalogueSession): RecentWork {
  const shownFirst: number[] = []
  for (const { shown, groupId } of turns(ledger.folded.newestFirst())) {
    if (shownFirst.length === SPREAD_OVER) break
    shownFirst.push(shown[0] ?? groupId)
  }
  const categoryOf = repositories.items.findCategories([...new Set(shownFirst)])
  return {
    categories: shownFirst.map((item) => categoryOf.get(item) ?? null),
    isPutOff: (itemA, itemB) => caseMarks([itemA, itemB], ledger.folded).skip?.shown.length === 2,
  }
}

/** How many turns were taken, undone or not. */
export function countTurns(log: ActionLog): number {
  return [...TURNS].reduce((sum, kind) => sum + log.countOf(kind), 0)
}

/** Those of the actions that answer a case or put it off, undone or not. */
export function* turns(actions: Iterable<FoldedAction>): Generator<FoldedAction> {
  for (const action of actions) if (TURNS.has(action.kind) && !isOfSeveral(action)) yield action
}
