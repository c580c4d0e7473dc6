import { say, type Saying } from '../../contract/saying.ts'
import { type Batch, BatchQueue } from './batch-queue.ts'
import { joinResults, requireRows, rowsOf } from './batch-rows.ts'
import { batchRowsOf } from './batch-rows-of.ts'
import { isForMemory } from './is-for-memory.ts'
import type { Feeds, Results } from './feed-tensor.ts'
import { BatchTooLarge, InferenceFailed, InferenceStopped } from './inference-failed.ts'
import { InferenceThread, startInferenceWorker, type StartWorker, ThreadDied } from './inference-thread.ts'
import { plainReason } from './plain-reason.ts'
import { type Provider, providerName } from './provider.ts'

const RESTARTS_OF_A_WORKER = 3
const ATTEMPTS_OF_A_BATCH = 2

/** How a graph is run, whichever it is. */
export interface PoolOptions {
  /** Threads on the CPU, 1 or more, best one for each core. Other providers get one, whatever is asked for. */
  readonly workers: number
  /** Default: cpu. */
  readonly provider?: Provider
  /** Told in words when another provider than the CPU had to be given up; the work goes on. */
  readonly onNotice?: (said: Saying) => void
}

export interface PoolStart extends PoolOptions {
  /** Absolute path of the graph. */
  readonly graphPath: string
  /** The model's, for messages. */
  readonly name: string
  /** Names of the graph's outputs to compute, float32 all. */
  readonly outputs: readonly string[]
  /** Rows that the graph takes at a time; any number unless said otherwise. */
  readonly largestBatch?: number | undefined
}

export interface RunOptions {
  /** False: the batch is not tried again after a worker's death. */
  readonly retry?: boolean
}

/**
 * One graph on one or several threads. Batches wait in a queue; each goes to the first worker that is free. A provider
 * that fails gives its place to the CPU: until the CPU has failed too, a failure is the provider's and not the batch's.
 */
export class InferencePool {
  readonly #start: PoolStart
  readonly #startWorker: StartWorker
  readonly #queue = new BatchQueue()
  readonly #alive = new Set<InferenceThread>()
  readonly #loops: Promise<void>[] = []
  #provider: Provider
  #largestBatch: number
  /** Workers that live or are being replaced. */
  #serving = 0

  private constructor(start: PoolStart, startWorker: StartWorker) {
    this.#start = start
    this.#startWorker = startWorker
    this.#provider = start.provider ?? 'cpu'
    this.#largestBatch = start.largestBatch ?? Number.POSITIVE_INFINITY
  }

  /** Threads that are at work or ready for it. */
  get workers(): number {
    return this.#alive.size
  }

  /** What computes at present. */
  get provider(): Provider {
    return this.#provider
  }

  /** Rows that are best given at a time, as far as memory has been found to reach; may become less, never 0. */
  get batchRows(): number {
    return Math.min(batchRowsOf(this.#provider), this.#largestBatch)
  }

  /**
   * Loads the graph once a worker: each holds its weights.
   * @throws InferenceStopped when the CPU cannot load it either
   */
  static async start(
    start: PoolStart,
    startWorker: StartWorker = startInferenceWorker,
  ): Promise<InferencePool> {
    if (!Number.isInteger(start.workers) || start.workers < 1) {
      throw new RangeError(`Expected 1 or more workers but received ${start.workers}`)
    }
    const pool = new InferencePool(start, startWorker)
    const [outcome] = await Promise.allSettled([pool.#open()])
    if (outcome.status === 'rejected') await pool.#fallBack(pool.#cannotBeLoaded, outcome.reason)
    if (pool.#queue.stopped !== undefined) throw pool.#queue.stopped
    return pool
  }

  /**
   * Computes a batch. A worker that dies of it is replaced, at most three times, and the batch is tried once more. When
   * there is not enough memory, this batch and all later ones are cut into smaller ones.
   * @param feeds inputs of `count` rows each; must stay as they are until the answer comes
   * @returns the outputs asked for at the start, rows in the order of the inputs'
   * @throws RangeError when an input does not have `count` rows; InferenceFailed when the graph refuses this batch,
   *   workers die of it, or there is not even memory for one row (BatchTooLarge); InferenceStopped when closed or no
   *   worker is left
   */
  async run(feeds: Feeds, count: number, { retry = true }: RunOptions = {}): Promise<Results> {
    requireRows(feeds, count)
    const attempts = retry ? ATTEMPTS_OF_A_BATCH : 1
    const parts: Results[] = []
    for (let done = 0; done < count;) {
      const rows = Math.min(count - done, this.#largestBatch)
      try {
        parts.push(await this.#queue.add(rowsOf(feeds, done, done + rows), rows, attempts))
        done += rows
      } catch (error) {
        if (!(error instanceof BatchTooLarge)) throw error
        if (rows === 1)
          throw new BatchTooLarge(`There is no memory for even one row: ${error.message}`, { cause: error })
      }
    }
    return joinResults(parts)
  }

  /** Ends the workers at once; batches that wait or run fail with InferenceStopped. */
  async close(): Promise<void> {
    this.#queue.stop(new InferenceStopped(`${this.#start.name} was closed`))
    await Promise.all([...this.#alive].map((thread) => thread.close()))
    await Promise.all(this.#loops)
  }

  /** Starts every worker, or none. */
  async #open(): Promise<void> {
    const workers = this.#provider === 'cpu' ? this.#start.workers : 1
    const outcomes = await Promise.allSettled(Array.from({ length: workers }, () => this.#startThread()))
    const started = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed !== undefined || this.#queue.stopped !== undefined) {
      await Promise.all(started.map((thread) => thread.close()))
      throw failed?.reason ?? this.#queue.stopped
    }
    for (const thread of started) {
      this.#alive.add(thread)
      this.#serving++
      this.#loops.push(this.#serve(thread))
    }
  }

  #startThread(): Promise<InferenceThread> {
    const { graphPath, outputs } = this.#start
    return InferenceThread.start(
      { graphPath, provider: this.#provider, outputs: [...outputs] },
      this.#startWorker,
    )
  }

  /** One worker's life: takes batches until the pool stops or the worker cannot be replaced any more. */
  async #serve(first: InferenceThread): Promise<void> {
    let thread = first
    let restartsLeft = RESTARTS_OF_A_WORKER
    for (let batch = await this.#queue.take(); batch !== undefined; batch = await this.#queue.take()) {
      const failure = await this.#attempt(thread, batch)
      if (failure === undefined) continue
      this.#alive.delete(thread)
      await thread.close()
      // Where the next batch will be smaller there is an end to it anyway.
      const mayGoOn = batch.rows > this.#largestBatch || restartsLeft-- > 0
      const next = mayGoOn ? await this.#restart() : undefined
      if (next === undefined) {
        if (--this.#serving === 0) await this.#fallBack('No inference worker is left', failure)
        return
      }
      thread = next
    }
    this.#alive.delete(thread)
    await thread.close()
  }

  /** @returns why the thread must not go on; undefined when it can */
  async #attempt(thread: InferenceThread, batch: Batch): Promise<Error | undefined> {
    if (batch.rows > this.#largestBatch) {
      // It was cut while less was known.
      batch.reject(new BatchTooLarge('Another batch of this size was too large'))
      return undefined
    }
    try {
      batch.attemptsLeft--
      batch.resolve(await thread.run(batch.feeds))
      return undefined
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause))
      const replace = error instanceof ThreadDied || this.#provider !== 'cpu'
      this.#settle(batch, error)
      return replace ? error : undefined
    }
  }

  #settle(batch: Batch, error: Error): void {
    if (this.#queue.stopped !== undefined) batch.reject(this.#queue.stopped)
    else if (batch.rows > 1 && this.#mayPassInHalves(error)) {
      this.#largestBatch = Math.min(this.#largestBatch, batch.rows >> 1)
      batch.reject(new BatchTooLarge(error.message, { cause: error }))
    } else if (this.#provider !== 'cpu') this.#queue.putBack(batch)
    else if (!(error instanceof ThreadDied)) batch.reject(error)
    else if (batch.attemptsLeft > 0) this.#queue.putBack(batch)
    else batch.reject(new InferenceFailed(error.message, { cause: error }))
  }

  /** Graphics drivers say in many ways, or not at all, that memory or patience has run out. */
  #mayPassInHalves(error: Error): boolean {
    return this.#provider !== 'cpu' || error instanceof BatchTooLarge || isForMemory(error.message)
  }

  /** @returns undefined when the pool stopped or the graph can no longer be loaded */
  async #restart(): Promise<InferenceThread | undefined> {
    const [outcome] = await Promise.allSettled([this.#startThread()])
    if (outcome.status === 'rejected') return undefined
    if (this.#queue.stopped !== undefined) {
      await outcome.value.close()
      return undefined
    }
    this.#alive.add(outcome.value)
    return outcome.value
  }

  /** The CPU takes over; where it is the CPU that failed, the pool stops. Never rejects. */
  async #fallBack(what: string, failure: unknown): Promise<void> {
    if (this.#queue.stopped !== undefined) return
    const reason = failure instanceof Error ? failure.message : String(failure)
    if (this.#provider === 'cpu') {
      this.#queue.stop(new InferenceStopped(`${what}: ${reason}`, { cause: failure }))
      return
    }
    const { name, onNotice } = this.#start
    const [provider, plain] = [providerName(this.#provider), plainReason(this.#provider, reason)]
    onNotice?.(say('givenUp', { provider, model: name, reason: plain }))
    this.#provider = 'cpu'
    this.#largestBatch = Number.POSITIVE_INFINITY
    await this.#open().catch((error: unknown) => this.#fallBack(this.#cannotBeLoaded, error))
  }

  get #cannotBeLoaded(): string {
    return `The model ${this.#start.name} cannot be loaded`
  }
}
