import type { ActionRepository, NewAction } from '../catalogue/action-repository.ts'
import { foldVerdicts, NOTHING_FOLDED, type FoldedVerdicts } from './fold-verdicts.ts'
import { settle, type Settlement } from './settle.ts'

/** The verdicts of an open catalogue, folded and settled; follows the log as it grows. */
export class VerdictLedger {
  readonly #actions: ActionRepository
  #folded: FoldedVerdicts = NOTHING_FOLDED
  #settlement: Settlement | null = null
  #lastActionId = 0

  constructor(actions: ActionRepository) {
    this.#actions = actions
    this.#follow()
  }

  get folded(): FoldedVerdicts {
    return this.#folded
  }

  get settlement(): Settlement {
    this.#settlement ??= settle(this.#folded.direct)
    return this.#settlement
  }

  get lastActionId(): number {
    return this.#lastActionId
  }

  /** Verdicts in force that were given at or after a time (ISO 8601, UTC). */
  countSince(at: string): number {
    return this.#folded.direct.filter((verdict) => verdict.at >= at).length
  }

  /** Appends to the log; on disk when this returns. Returns the action's id. */
  append(action: NewAction): number {
    const id = this.#actions.append(action)
    this.#follow()
    return id
  }

  #follow(): void {
    const events = this.#actions.findEventsAfter(this.#lastActionId)
    this.#lastActionId = events.at(-1)?.actionId ?? this.#lastActionId
    this.#folded = foldVerdicts(events, this.#folded)
    this.#settlement = null
  }
}
