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
    while (this.#signal?.aborted !== true) {
      const events = this.#events
      this.#events = []
      yield* events
      if (this.#events.length > 0) continue
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      this.#wake = null
    }
  }
}
