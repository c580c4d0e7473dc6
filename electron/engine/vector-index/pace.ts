import { setImmediate } from 'node:timers/promises'

/** How long a kernel may hold its thread before messages (a cancel, a question) get through. */
const SLICE_MS = 80

export interface WorkOptions {
  /** Checked whenever the work lets its thread go; the work then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
  /** Threads that large inputs are divided among; 1, unless said otherwise: all on the calling one. */
  readonly cores?: number | undefined
}

/**
 * Lets a long synchronous computation share its thread: `if (pace.due()) await pace.rest(done)` in the outer loop
 * gives the event loop a turn about every 80 ms, reports progress and stops when the signal says so.
 */
export class Pace {
  readonly #options: WorkOptions
  readonly #total: number
  #sliceStart = performance.now()

  constructor(total: number, options: WorkOptions) {
    this.#options = options
    this.#total = total
    options.signal?.throwIfAborted()
  }

  due(): boolean {
    return performance.now() - this.#sliceStart >= SLICE_MS
  }

  /** @throws the signal's reason when the work was cancelled */
  async rest(done: number): Promise<void> {
    this.#options.onProgress?.(done, this.#total)
    await setImmediate()
    this.#options.signal?.throwIfAborted()
    this.#sliceStart = performance.now()
  }

  /** Reports the last step; call it once, when everything is done. */
  finish(): void {
    this.#options.onProgress?.(this.#total, this.#total)
  }
}
