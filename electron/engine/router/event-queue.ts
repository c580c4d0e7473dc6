/** Events pushed by one side and awaited by the other; ends when the signal is aborted. */
export class EventQueue<Event> implements AsyncIterable<Event> {
  readonly #signal: AbortSignal | undefined
  #events: Event[] = []
  #wake: (() => void) | null = null

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal
    signal?.addEventListener('abort', () => this.#wake?.(), { once: true })
  }

  push(event: Event): void {
    this.#events.push(event)
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event> {
    while (!this.#isOver()) {
      const events = this.#events
      this.#events = []
      yield* events
      // While they were looked at, more may have come, or nobody may want any more: neither wakes who does not sleep yet.
      if (this.#events.length > 0 || this.#isOver()) continue
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#wake = null
    }
  }
  #isOver(): boolean {
    return this.#signal?.aborted === true
  }
}
