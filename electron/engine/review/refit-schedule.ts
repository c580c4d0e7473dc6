/** A curator who has given no verdict for so long is looking, or gone for coffee: time to learn from what they said. */
const QUIET_MS = 20_000

/** Starts a fit of the scorer once verdicts have stopped coming, if there is enough new to learn from. */
export class RefitSchedule {
  readonly #isDue: () => boolean
  readonly #start: () => void
  #timer: NodeJS.Timeout | null = null

  constructor(isDue: () => boolean, start: () => void) {
    this.#isDue = isDue
    this.#start = start
  }

  noteVerdict(): void {
    this.cancel()
    this.#timer = setTimeout(() => {
      this.#timer = null
      if (this.#isDue()) this.#start()
    }, QUIET_MS)
    this.#timer.unref()
  }

  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }
}
