import { directVerdict, type DirectVerdict } from './direct-verdict.ts'
import { pairKey } from './pair-key.ts'
import type { VerdictEvent } from './verdict-event.ts'

/** One thing that a curator did at once and takes back as a whole. */
export interface FoldedAction {
  readonly id: number
  readonly kind: 'verdict' | 'skip'
  readonly reviewer: string
  /** ISO 8601, UTC. */
  readonly at: string
  /** In the order of the events; empty for a skip. */
  readonly verdicts: readonly DirectVerdict[]
  /** False while it is undone. */
  readonly inForce: boolean
}

/** What the log of events comes to. */
export interface FoldedVerdicts {
  /** Id of the last event folded in; 0 before the first. */
  readonly lastEventId: number
  /** Every action by its id, in the order they were recorded. */
  readonly actions: ReadonlyMap<number, FoldedAction>
  /** The verdict in force of each pair that has one, oldest first: that of the newest action in force wins. */
  readonly direct: readonly DirectVerdict[]
  /** By reviewer, ids of the actions that can be undone; the next one to undo is last. */
  readonly undoStacks: ReadonlyMap<string, readonly number[]>
  /** By reviewer, ids of the actions that can be redone; the next one to redo is last. */
  readonly redoStacks: ReadonlyMap<string, readonly number[]>
}

/** The state before the first event. */
export const NOTHING_FOLDED: FoldedVerdicts = {
  lastEventId: 0,
  actions: new Map(),
  direct: [],
  undoStacks: new Map(),
  redoStacks: new Map(),
}

/**
 * Folds events into what is in force. An undo puts its target aside and a redo brings it back to the place in time that
 * it was recorded at, so that undo and redo together change nothing. An undo of what is undone already, or a redo of
 * what is in force, changes nothing. Time and space are linear in the events and what was folded before.
 * @param events by rising id, all of them above `before.lastEventId`
 * @param before what earlier events came to; it is not changed
 * @throws RangeError when the events are out of order or a verdict names no pair
 */
export function foldVerdicts(events: Iterable<VerdictEvent>, before = NOTHING_FOLDED): FoldedVerdicts {
  const actions = new Map(before.actions)
  const undoStacks = copyStacks(before.undoStacks)
  const redoStacks = copyStacks(before.redoStacks)
  const verdictsOfTouched = new Map<number, DirectVerdict[]>()
  let lastEventId = before.lastEventId

  for (const event of events) {
    if (event.id <= lastEventId) {
      throw new RangeError(`Expected an event after event ${lastEventId} but received event ${event.id}`)
    }
    lastEventId = event.id
    if (event.kind === 'undo' || event.kind === 'redo') {
      const target = event.targetActionId === null ? undefined : actions.get(event.targetActionId)
      const inForce = event.kind === 'redo'
      if (target === undefined || target.inForce === inForce) continue
      actions.set(target.id, { ...target, inForce })
      if (inForce) {
        removeLast(stackOf(redoStacks, target.reviewer), target.id)
        insertByRecording(stackOf(undoStacks, target.reviewer), target.id)
      } else {
        removeLast(stackOf(undoStacks, target.reviewer), target.id)
        stackOf(redoStacks, target.reviewer).push(target.id)
      }
      continue
    }

    let action = actions.get(event.actionId)
    if (action === undefined) {
      const { actionId: id, kind, reviewer, at } = event
      action = { id, kind, reviewer, at, verdicts: [], inForce: true }
      stackOf(undoStacks, reviewer).push(id)
      redoStacks.set(reviewer, [])
      actions.set(id, action)
    }
    if (event.kind === 'verdict') {
      let verdicts = verdictsOfTouched.get(action.id)
      if (verdicts === undefined) {
        verdicts = [...action.verdicts]
        verdictsOfTouched.set(action.id, verdicts)
        actions.set(action.id, { ...action, verdicts })
      }
      verdicts.push(directVerdict(event))
    }
  }
  return { lastEventId, actions, direct: directInForce(actions), undoStacks, redoStacks }
}

/** Id of the action that this reviewer's next undo takes back; null when there is none. */
export function nextUndo(folded: FoldedVerdicts, reviewer: string): number | null {
  return folded.undoStacks.get(reviewer)?.at(-1) ?? null
}

/** Id of the action that this reviewer's next redo puts back; null when there is none. */
export function nextRedo(folded: FoldedVerdicts, reviewer: string): number | null {
  return folded.redoStacks.get(reviewer)?.at(-1) ?? null
}

function directInForce(actions: ReadonlyMap<number, FoldedAction>): DirectVerdict[] {
  const newest = new Map<string, DirectVerdict>()
  for (const action of actions.values()) {
    if (!action.inForce) continue
    for (const verdict of action.verdicts) newest.set(pairKey(verdict.itemA, verdict.itemB), verdict)
  }
  return [...newest.values()].toSorted((a, b) => a.eventId - b.eventId)
}

function copyStacks(stacks: ReadonlyMap<string, readonly number[]>): Map<string, number[]> {
  return new Map([...stacks].map(([reviewer, stack]) => [reviewer, [...stack]]))
}

function stackOf(stacks: Map<string, number[]>, reviewer: string): number[] {
  let stack = stacks.get(reviewer)
  if (stack === undefined) {
    stack = []
    stacks.set(reviewer, stack)
  }
  return stack
}

/** The target is last unless the log was written by something that undoes out of order; then it is looked for. */
function removeLast(stack: number[], actionId: number): void {
  const place = stack.lastIndexOf(actionId)
  if (place !== -1) stack.splice(place, 1)
}

/** Action ids rise as actions are recorded, so the place in time of an action is the place of its id. */
function insertByRecording(stack: number[], actionId: number): void {
  stack.splice(stack.findLastIndex((other) => other < actionId) + 1, 0, actionId)
}
