/** Of each reviewer, what can be undone and what can be redone, by action id; the next one is last. */
export class UndoStacks {
  readonly #undo = new Map<string, number[]>()
  readonly #redo = new Map<string, number[]>()

  nextUndo(reviewer: string): number | null {
    return this.#undo.get(reviewer)?.at(-1) ?? null
  }

  nextRedo(reviewer: string): number | null {
    return this.#redo.get(reviewer)?.at(-1) ?? null
  }

  /** Something new was done: what was undone before can no longer be redone. */
  noteDone(reviewer: string, actionId: number): void {
    stackOf(this.#undo, reviewer).push(actionId)
    this.#redo.delete(reviewer)
  }

  noteUndone(reviewer: string, actionId: number): void {
    removeLast(stackOf(this.#undo, reviewer), actionId)
    stackOf(this.#redo, reviewer).push(actionId)
  }

  /** Action ids rise as actions are recorded, so the place in time of an action is the place of its id. */
  noteRedone(reviewer: string, actionId: number): void {
    removeLast(stackOf(this.#redo, reviewer), actionId)
    const stack = stackOf(this.#undo, reviewer)
    stack.splice(stack.findLastIndex((other) => other < actionId) + 1, 0, actionId)
  }
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
