import type { z } from 'zod'
import type { Action, ActionKind } from '../../contract/actions.ts'
import type { recorded } from '../../contract/review.ts'
import type { NewAction } from '../catalogue/action-repository.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { describeAction } from '../review/actions/describe-action.ts'
import type { PlannedVerdict } from '../review/actions/plan-verdicts.ts'
import { relationNames } from '../review/actions/relation-words.ts'
import { actionRow } from './action-rows.ts'
import { contradictionsOf } from './contradictions.ts'

/** Of more, a window asks for everything again. */
const MOST_LISTINGS_NAMED = 500

/** Something a curator does to a case. */
export interface CaseDeed {
  readonly kind: ActionKind
  readonly groupId: number
  readonly shown: readonly number[]
  /** How many groups it is done to; default one. */
  readonly groups?: number
  readonly text?: string
  /** Of a split and a move: the listings that go. */
  readonly part?: readonly number[]
  readonly item?: number
  readonly replaces?: number | null
  readonly blind?: boolean
  readonly verdicts?: readonly PlannedVerdict[]
}

/** Puts it on disk, brings the groups up to date and tells every window. */
export function perform(session: CatalogueSession, deed: CaseDeed): Action {
  const { kind, groupId, shown, text = '', part, item = null, replaces = null, blind = false } = deed
  const verdicts = deed.verdicts ?? []
  const names = relationNames(session.repositories)
  const words = describeAction(
    { kind, shown, groups: deed.groups ?? 1, text, replaces, verdicts, ...(part && { part }) },
    names,
  )
  const action = { kind, groupId, shown, itemId: item, note: text, words, blind, verdicts }
  return tell(session, { ...action, targetActionId: replaces })
}

/** As `perform`, with what it came to. */
export function performWithOutcome(
  session: CatalogueSession,
  deed: CaseDeed,
  also: readonly number[] = [],
): z.infer<typeof recorded> {
  const action = perform(session, deed)
  const [first = deed.groupId] = deed.shown
  return {
    action,
    verdicts: deed.verdicts?.length ?? 0,
    contradictions: contradictionsOf(session, [...deed.shown, ...also]),
    groupId: groupOf(session, first),
  }
}

/** Takes an action back or does it again. @returns the action itself */
export async function reverse(
  session: CatalogueSession,
  kind: 'undo' | 'redo',
  targetId: number,
): Promise<Action> {
  const target = session.repositories.actions.find(targetId)
  if (target === null) throw new Error(`Action ${targetId} is in force but not in the catalogue`)
  const { groupId, shown, itemId } = target
  record(session, {
    kind,
    targetActionId: targetId,
    groupId,
    shown,
    itemId,
    note: '',
    words: `${kind === 'undo' ? 'Took back' : 'Did again'}: ${target.words}`,
    verdicts: [],
  })
  // Of a rule, not all is taken back by now.
  await session.follow()
  return actionRow(session, target)
}

/** The group that an item is in. */
export function groupOf({ repositories, run }: CatalogueSession, item: number): number | null {
  return run === null ? null : (repositories.groups.findOfItems(run.id, [item])[0] ?? null)
}

/** @returns the action's id */
function record(session: CatalogueSession, action: Omit<NewAction, 'around' | 'reviewer' | 'at'>): number {
  const { id, listings } = session.perform(action)
  const named = listings === null || listings.size > MOST_LISTINGS_NAMED ? {} : { listings: [...listings] }
  // Who waits for the answer has it first.
  setImmediate(() => {
    if (session.isClosed) return
    session.jobs.emit({ type: 'changed', what: 'verdicts', ...named })
    session.refit.noteVerdict()
    session.backups.startIfDue(new Date())
  })
  return id
}

function tell(session: CatalogueSession, action: Omit<NewAction, 'around' | 'reviewer' | 'at'>): Action {
  const id = record(session, action)
  const stored = session.repositories.actions.find(id)
  if (stored === null) throw new Error(`Action ${id} is not in the catalogue`)
  return actionRow(session, stored)
}
