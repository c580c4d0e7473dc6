import type { ActionRepository, NewAction } from '../catalogue/action-repository.ts'
import { ActionLog } from './action-log.ts'
import { LiveSettlement } from './live-settlement.ts'

/** The actions of an open catalogue, folded and settled; follows the log as it grows. */
export class VerdictLedger {
  readonly #actions: ActionRepository
  #folded = new ActionLog()
  #settlement = new LiveSettlement(this.#folded)

  constructor(actions: ActionRepository) {
    this.#actions = actions
    this.reload()
  }

  get folded(): ActionLog {
    return this.#folded
  }

  get settlement(): LiveSettlement {
    return this.#settlement
  }

  get lastActionId(): number {
    return this.#folded.lastActionId
  }

  /** Appends to the log; on disk when this returns, unless it is part of a larger transaction. */
  append(action: NewAction): { readonly id: number; readonly changed: ReadonlySet<number> } {
    const id = this.#actions.append(action)
    return { id, changed: this.catchUp() }
  }

  /**
   * Takes in what was appended since, here or by another thread.
   * @returns the items of all pairs of which another verdict is in force than before, or none
   */
  catchUp(): ReadonlySet<number> {
    const changed = this.#folded.append(this.#actions.findAfter(this.#folded.lastActionId))
    if (changed.size > 0) this.#settlement.update(changed)
    return changed
  }

  /** Reads the whole log again: what was taken in may not have come to the disk. */
  reload(): void {
    this.#folded = new ActionLog(this.#actions.findAfter(0))
    this.#settlement = new LiveSettlement(this.#folded)
  }
}
