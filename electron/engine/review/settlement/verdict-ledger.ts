import type { ActionRepository, NewAction } from '../../catalogue/action-repository.ts'
import { inSlices } from '../../threads/in-slices.ts'
import { ActionLog } from '../actions/action-log.ts'
import { LiveSettlement } from './live-settlement.ts'

/** Verdicts that are taken in, or weighed anew, while a thread that answers waits for it. */
export const MOST_VERDICTS_AT_ONCE = 500

/** The actions of an open catalogue, folded and settled; follows the log as it grows. */
export class VerdictLedger {
  readonly #actions: ActionRepository
  #folded = new ActionLog()
  #settlement = new LiveSettlement(this.#folded)
  #following: Promise<void> | null = null
  /** False: it has taken in what may not have come to the disk. */
  #isTrue = true

  /** Reads the whole log at once, for a thread that answers nobody; another begins with `open`. */
  constructor(actions: ActionRepository, begin: 'with-all' | 'empty' = 'with-all') {
    this.#actions = actions
    if (begin === 'with-all') this.catchUp()
  }

  /** Reads the whole log without holding up the thread. */
  static async open(actions: ActionRepository): Promise<VerdictLedger> {
    const ledger = new VerdictLedger(actions, 'empty')
    await ledger.follow()
    return ledger
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
   * Takes in what was appended since, here or by another thread, however long that takes.
   * @returns the items of all pairs of which another verdict is in force than before, or none
   */
  catchUp(): ReadonlySet<number> {
    if (!this.#isTrue) this.#take(new ActionLog())
    const changed = this.#folded.append(this.#actions.findAfter(this.#folded.lastActionId))
    if (changed.size > 0) this.#settlement.update(changed)
    return changed
  }

  /** What was taken in may not have come to the disk: the whole log is read again before anything else is. */
  distrust(): void {
    this.#isTrue = false
  }

  /**
   * As `catchUp`, but never holds the thread for long: where there is much to take in, as after a rule was applied or
   * taken back, the whole log is read and folded beside, a little at a time, and then takes the place of what was known.
   * Until then this tells what was in force before.
   */
  async follow(signal?: AbortSignal): Promise<void> {
    if (this.#following === null && this.#isTrue) {
      if (this.#actions.findLastId() === this.lastActionId) return
      if (this.#actions.countVerdictsAfter(this.lastActionId) <= MOST_VERDICTS_AT_ONCE) {
        this.catchUp()
        return
      }
    }
    this.#following ??= this.#foldBeside(signal).finally(() => {
      this.#following = null
    })
    await this.#following
  }

  async #foldBeside(signal: AbortSignal | undefined): Promise<void> {
    const folded = new ActionLog()
    const settlement = new LiveSettlement(folded, [])
    do {
      const logged = await inSlices(this.#actions.findAfterInSteps(folded.lastActionId), signal)
      const changed = await inSlices(folded.appendInSteps(logged), signal)
      await inSlices(settlement.updateInSteps(changed), signal)
      // More may have been appended meanwhile.
    } while (this.#actions.findLastId() !== folded.lastActionId)
    this.#take(folded, settlement)
  }

  #take(folded: ActionLog, settlement = new LiveSettlement(folded)): void {
    this.#folded = folded
    this.#settlement = settlement
    this.#isTrue = true
  }
}
