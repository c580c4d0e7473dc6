/** A process that dies is started again, but not for ever: a few times within a while, then someone is told. */
export class RestartBudget {
  readonly #limit: number
  readonly #windowMs: number
  #restartsMs: number[] = []

  /** @param limit restarts allowed within any `windowMs` milliseconds */
  constructor(limit = 3, windowMs = 5 * 60_000) {
    this.#limit = limit
    this.#windowMs = windowMs
  }

  /** Whether one more restart is allowed now; counts it when it is. */
  take(nowMs: number = Date.now()): boolean {
    this.#restartsMs = this.#restartsMs.filter((restartMs) => nowMs - restartMs < this.#windowMs)
    if (this.#restartsMs.length >= this.#limit) return false
    this.#restartsMs.push(nowMs)
    return true
  }
}
