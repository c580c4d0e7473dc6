/** Hands results from several producers to one consumer, and holds the producers back when it does not keep up. */
export class ResultQueue<T> {
  readonly #capacity: number
  readonly #results: T[] = []
  #ended = false
  #failure: { readonly error: unknown } | undefined
  #wakeConsumer: (() => void) | undefined
  readonly #wakeProducers: (() => void)[] = []

  /** @param capacity results that may wait before {@link room} makes producers wait too */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  push(result: T): void {
    this.#results.push(result)
    this.#wakeConsumer?.()
  }

  /** Resolves once fewer results wait than the capacity, or nobody takes them any more. */
  async room(): Promise<void> {
    while (this.#results.length >= this.#capacity && !this.#ended) {
      await new Promise<void>((resolve) => this.#wakeProducers.push(resolve))
    }
  }

  /** No more results come; those that wait are still handed out, then the failure, if there is one. */
  end(failure?: { readonly error: unknown }): void {
    this.#ended = true
    this.#failure ??= failure
    this.#wakeConsumer?.()
    for (const wake of this.#wakeProducers.splice(0)) wake()
  }

  async *results(): AsyncGenerator<T, void, undefined> {
    while (true) {
      const result = this.#results.shift()
      if (result !== undefined) {
        this.#wakeProducers.shift()?.()
        yield result
      } else if (this.#ended) {
        if (this.#failure !== undefined) throw this.#failure.error
        return
      } else {
        await new Promise<void>((resolve) => (this.#wakeConsumer = resolve))
      }
    }
  }
}
