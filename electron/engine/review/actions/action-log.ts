import { actionKind, type ActionKind } from '../../../contract/actions.ts'
import type { LoggedAction } from '../../catalogue/action-repository.ts'
import { atOnce, type Steps } from '../../threads/in-slices.ts'
import { directVerdict, type DirectVerdict } from './direct-verdict.ts'
import { countSaid, type FoldedAction } from './folded-action.ts'
import { PairVerdicts } from '../settlement/pair-verdicts.ts'
import { UndoStacks } from './undo-stacks.ts'

/** Verdicts that are taken in within a millisecond or two. */
const STEP = 1000

/**
 * What the append-only log of actions comes to: what is in force, of whom, and what can be undone. An undo puts its
 * target aside and a redo brings it back to the place in time that it was recorded at, so that undo and redo together
 * change nothing. An undo of what is undone already, or a redo of what is in force, changes nothing. Taking in an action
 * takes time with what it says, not with the length of the log.
 */
export class ActionLog {
  readonly #actions = new Map<number, FoldedAction>()
  /** Ids by time. */
  readonly #order: number[] = []
  readonly #pairs = new PairVerdicts()
  readonly #stacks = new UndoStacks()
  /** Item -> actions that showed it or spoke of it, by time. */
  readonly #touching = new Map<number, number[]>()
  /** Note -> the notes that were put in its place, by time. */
  readonly #replacing = new Map<number, number[]>()
  readonly #counts = new Map<ActionKind, number>()
  #lastActionId = 0

  constructor(logged: Iterable<LoggedAction> = []) {
    this.append(logged)
  }

  /** Of the last action taken in, undo and redo among them; 0 before the first. */
  get lastActionId(): number {
    return this.#lastActionId
  }

  /** Every action by its id, in the order they were recorded; undo and redo are none. */
  get actions(): ReadonlyMap<number, FoldedAction> {
    return this.#actions
  }

  /** The verdict in force of each pair that has one, oldest first: that of the newest action in force wins. */
  get direct(): readonly DirectVerdict[] {
    return this.#pairs.inForce
  }

  get directCount(): number {
    return this.#pairs.count
  }

  /** The verdicts in force that name an item. */
  verdictsOf(item: number): Iterable<DirectVerdict> {
    return this.#pairs.of(item)
  }

  /** The verdict in force of a pair. */
  verdictBetween(itemA: number, itemB: number): DirectVerdict | null {
    return this.#pairs.between(itemA, itemB)
  }

  /** The actions that showed an item or spoke of it, oldest first, undone or not. */
  touching(item: number): FoldedAction[] {
    return (this.#touching.get(item) ?? []).flatMap((id) => this.#actions.get(id) ?? [])
  }

  /** False for most items: nobody ever looked at them. */
  isTouched(item: number): boolean {
    return this.#touching.has(item)
  }

  /** Whether a note was put in the place of this one, and that is in force. */
  isReplaced(noteId: number): boolean {
    return (this.#replacing.get(noteId) ?? []).some((id) => this.#actions.get(id)?.inForce === true)
  }

  /** How many actions of a kind there are, undone or not. */
  countOf(kind: ActionKind): number {
    return this.#counts.get(kind) ?? 0
  }

  /** Actions from the newest on, undone or not. */
  *newestFirst(): Generator<FoldedAction> {
    for (let place = this.#order.length - 1; place >= 0; place -= 1) {
      const action = this.#actions.get(this.#order[place] ?? 0)
      if (action !== undefined) yield action
    }
  }

  /** Id of the action that this reviewer's next undo takes back; null when there is none. */
  nextUndo(reviewer: string): number | null {
    return this.#stacks.nextUndo(reviewer)
  }

  /** Id of the action that this reviewer's next redo puts back; null when there is none. */
  nextRedo(reviewer: string): number | null {
    return this.#stacks.nextRedo(reviewer)
  }

  /**
   * Takes in what was appended.
   * @param logged by rising id, all of them above `lastActionId`
   * @returns the items of all pairs of which another verdict is in force than before, or none
   * @throws RangeError when the actions are out of order
   */
  append(logged: Iterable<LoggedAction>): Set<number> {
    return atOnce(this.appendInSteps(logged))
  }

  /** As `append`. In between it is neither what it was nor what it will be: nobody else may look at it. */
  *appendInSteps(logged: Iterable<LoggedAction>): Steps<Set<number>> {
    const changed = new Set<number>()
    let done = 0
    for (const action of logged) {
      if (action.id <= this.#lastActionId)
        throw new RangeError(
          `Expected an action after action ${this.#lastActionId} but received action ${action.id}`,
        )
      this.#lastActionId = action.id
      const kind = actionKind.safeParse(action.kind)
      const touched = kind.success
        ? yield* this.#add({ ...action, kind: kind.data })
        : this.#reverse(action.targetActionId, action.kind === 'redo')
      for (const verdict of touched) {
        if (this.#pairs.refresh(verdict, (id) => this.#actions.get(id)?.inForce === true))
          changed.add(verdict.itemA).add(verdict.itemB)
        done += 1
        if (done % STEP === 0) yield
      }
    }
    return changed
  }

  *#add(logged: LoggedAction & Pick<FoldedAction, 'kind'>): Steps<readonly DirectVerdict[]> {
    const { id, kind, groupId, shown, around, hasNote, reviewer, at } = logged
    const verdicts = logged.verdicts.map((verdict) => directVerdict(verdict, logged))
    const replaces = logged.targetActionId
    const { itemId: item } = logged
    this.#actions.set(id, {
      id,
      kind,
      groupId,
      shown,
      around,
      item,
      replaces,
      hasNote,
      reviewer,
      at,
      verdicts,
      said: countSaid(verdicts),
      inForce: true,
    })
    this.#order.push(id)
    this.#counts.set(kind, this.countOf(kind) + 1)
    this.#stacks.noteDone(reviewer, id)
    const touched = new Set(shown)
    for (const [place, verdict] of verdicts.entries()) {
      this.#pairs.add(verdict)
      touched.add(verdict.itemA).add(verdict.itemB)
      if (place % STEP === STEP - 1) yield
    }
    if (item !== null) touched.add(item)
    let done = 0
    for (const each of touched) {
      listOf(this.#touching, each).push(id)
      done += 1
      if (done % STEP === 0) yield
    }
    if (replaces !== null) listOf(this.#replacing, replaces).push(id)
    return verdicts
  }

  #reverse(targetId: number | null, inForce: boolean): readonly DirectVerdict[] {
    const target = targetId === null ? undefined : this.#actions.get(targetId)
    if (target === undefined || target.inForce === inForce) return []
    this.#actions.set(target.id, { ...target, inForce })
    if (inForce) this.#stacks.noteRedone(target.reviewer, target.id)
    else this.#stacks.noteUndone(target.reviewer, target.id)
    return target.verdicts
  }
}

function listOf(lists: Map<number, number[]>, key: number): number[] {
  let list = lists.get(key)
  if (list === undefined) {
    list = []
    lists.set(key, list)
  }
  return list
}
