/** Which members of a case are selected, and from where a range goes on. */
export interface BoardSelection {
  /** Item ids. */
  readonly ids: readonly number[]
  /** The member a range starts from; null: from wherever the keyboard is. */
  readonly anchor: number | null
  /** What was selected when the range began: a range that shrinks again leaves it. */
  readonly base: readonly number[]
}

export const NOTHING_SELECTED: BoardSelection = { ids: [], anchor: null, base: [] }

/** Exactly these, with no range begun. */
export function selectionOf(ids: readonly number[]): BoardSelection {
  return { ids, anchor: null, base: ids }
}

/** Selects a member, or no longer; the next range starts from it. */
export function toggled({ ids }: BoardSelection, id: number): BoardSelection {
  const left = ids.filter((other) => other !== id)
  const changed = left.length < ids.length ? left : [...ids, id]
  return { ids: changed, anchor: id, base: changed }
}

/**
 * Selects all from the start of the range to a member; what was selected before the range stays selected.
 * @param order item ids as they lie on the board
 * @param from where a range starts if none has begun
 */
export function extended(
  selection: BoardSelection,
  order: readonly number[],
  from: number,
  to: number,
): BoardSelection {
  const anchor = selection.anchor !== null && order.includes(selection.anchor) ? selection.anchor : from
  const [one, other] = [order.indexOf(anchor), order.indexOf(to)]
  const range = order.slice(Math.min(one, other), Math.max(one, other) + 1)
  return { ids: [...new Set([...selection.base, ...range])], anchor, base: selection.base }
}

/** All that were not selected. */
export function inverted({ ids }: BoardSelection, order: readonly number[]): BoardSelection {
  return selectionOf(order.filter((id) => !ids.includes(id)))
}
