/** Gives up when the other side says nothing for a while. */
export class Stall {
  readonly #ms: number
  readonly #controller = new AbortController()

  constructor(ms: number) {
    this.#ms = ms
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Aborts the signal, by which `work` must end, if it takes longer. */
  async guard<Result>(work: () => Promise<Result>): Promise<Result> {
    const timer = setTimeout(() => {
      this.#controller.abort(new Error(`nothing came for ${this.#ms / 1000} seconds`))
    }, this.#ms)
    try {
      return await work()
    } finally {
      clearTimeout(timer)
    }
  }
}
