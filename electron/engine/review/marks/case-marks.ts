import type { ActionLog } from '../actions/action-log.ts'
import type { FoldedAction } from '../actions/folded-action.ts'

/** What is in force on a case besides verdicts. */
export interface CaseMarks {
  /** It was put off, and neither brought back nor spoken of since. */
  readonly skip: FoldedAction | null
  readonly flag: FoldedAction | null
  /** Oldest first. */
  readonly notes: readonly FoldedAction[]
}

type Log = Pick<ActionLog, 'touching' | 'isTouched' | 'isReplaced' | 'verdictsOf'>

const NO_MARKS: CaseMarks = { skip: null, flag: null, notes: [] }

/**
 * The marks on a case, however it was cut since they were given: a note or a flag is on every case that holds two of the
 * listings that were on screen, a skip on one of whose listings more than half were. Of several the newest counts.
 */
export function caseMarks(members: readonly number[], log: Log): CaseMarks {
  const holders = new Map<FoldedAction, number>()
  for (const item of members)
    if (log.isTouched(item))
      for (const mark of marksOf(item, log)) holders.set(mark, (holders.get(mark) ?? 0) + 1)
  if (holders.size === 0) return NO_MARKS
  const marks = [...holders.keys()].toSorted((a, b) => a.id - b.id)
  const isOn = (mark: FoldedAction): boolean =>
    (holders.get(mark) ?? 0) >= Math.min(2, members.length, mark.shown.length)
  const isMostOf = (skip: FoldedAction): boolean => (holders.get(skip) ?? 0) > members.length / 2
  return {
    skip:
      marks.findLast((mark) => mark.kind === 'skip' && isMostOf(mark) && !isSpokenOf(mark, members, log)) ??
      null,
    flag: marks.findLast((mark) => mark.kind === 'flag' && isOn(mark)) ?? null,
    notes: marks.filter((mark) => mark.kind !== 'skip' && mark.kind !== 'flag' && isOn(mark)),
  }
}

/** The marks that one listing carries: its last skip and its last flag, unless they were taken away, and all notes. */
function marksOf(item: number, log: Log): FoldedAction[] {
  let skip: FoldedAction | null = null
  let flag: FoldedAction | null = null
  const notes: FoldedAction[] = []
  for (const action of log.touching(item)) {
    if (!action.inForce || !action.shown.includes(item)) continue
    if (action.kind === 'skip') skip = action
    else if (action.kind === 'come-back') skip = null
    else if (action.kind === 'flag') flag = action
    else if (action.kind === 'unflag') flag = null
    else if (action.hasNote && !log.isReplaced(action.id)) notes.push(action)
  }
  return [skip, flag, ...notes].filter((mark) => mark !== null)
}

/**
 * Whether something was said since of a member and another listing that was on screen when the case was put off. Of
 * several groups put off at once, each stays so until it is spoken of itself.
 */
function isSpokenOf({ id, shown }: FoldedAction, members: readonly number[], log: Log): boolean {
  const listings = new Set(shown)
  return members.some((item) => {
    if (!listings.has(item)) return false
    for (const { itemA, itemB, actionId } of log.verdictsOf(item))
      if (actionId > id && listings.has(itemA) && listings.has(itemB)) return true
    return false
  })
}
