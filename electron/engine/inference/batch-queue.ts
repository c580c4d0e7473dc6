import type { Feeds, Results } from './feed-tensor.ts'
import type { InferenceStopped } from './inference-failed.ts'

/** What waits for a worker. */
export interface Batch {
  readonly feeds: Feeds
  readonly rows: number
  /** Runs that it may still have before the deaths of its workers are blamed on it. */
  attemptsLeft: number
  readonly resolve: (results: Results) => void
  readonly reject: (reason: unknown) => void
}

/** Batches in the order in which they came; workers wait here for the next. */
export class BatchQueue {
  readonly #batches: Batch[] = []
  readonly #idle: (() => void)[] = []
  #stopped: InferenceStopped | undefined

  /** Why nothing is served any more. */
  get stopped(): InferenceStopped | undefined {
    return this.#stopped
  }

  add(feeds: Feeds, rows: number, attemptsLeft: number): Promise<Results> {
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped)
    const { promise, resolve, reject } = Promise.withResolvers<Results>()
    this.#batches.push({ feeds, rows, attemptsLeft, resolve, reject })
    this.#idle.shift()?.()
    return promise
  }

  /** To be run before all others. */
  putBack(batch: Batch): void {
    this.#batches.unshift(batch)
    this.#idle.shift()?.()
  }

  /** @returns the next batch, once there is one; undefined when stopped */
  async take(): Promise<Batch | undefined> {
    while (this.#stopped === undefined) {
      const batch = this.#batches.shift()
      if (batch !== undefined) return batch
      await new Promise<void>((resolve) => this.#idle.push(resolve))
    }
    return undefined
  }

  /** Fails what waits and what comes later; the first reason stays. */
  stop(reason: InferenceStopped): void {
    this.#stopped ??= reason
    for (const batch of this.#batches.splice(0)) batch.reject(this.#stopped)
    for (const wake of this.#idle.splice(0)) wake()
  }
}
