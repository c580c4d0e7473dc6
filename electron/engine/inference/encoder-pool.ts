import type { Model } from '../models/read-model.ts'
import { EmbeddingFailed, EncoderStopped } from './embedding-failed.ts'
import { EncoderWorker, startInferenceWorker, type StartWorker, WorkerDied } from './encoder-worker.ts'

const RESTARTS_OF_A_WORKER = 3
const ATTEMPTS_OF_A_BATCH = 2

interface Batch {
  readonly pixels: Uint8Array
  readonly count: number
  attemptsLeft: number
  readonly resolve: (embeddings: Float32Array) => void
  readonly reject: (reason: unknown) => void
}

/** The encoder on several threads. Batches wait in a queue; each goes to the first worker that is free. */
export class EncoderPool {
  readonly model: Model
  readonly #startWorker: StartWorker
  readonly #queue: Batch[] = []
  /** Wake the workers that have nothing to do. */
  readonly #idle: (() => void)[] = []
  readonly #alive: Set<EncoderWorker>
  readonly #loops: Promise<void>[]
  #stopped: EncoderStopped | undefined

  private constructor(model: Model, started: readonly EncoderWorker[], startWorker: StartWorker) {
    this.model = model
    this.#startWorker = startWorker
    this.#alive = new Set(started)
    this.#loops = started.map((worker) => this.#serve(worker))
  }

  /** Threads that are at work or ready for it. */
  get workers(): number {
    return this.#alive.size
  }

  /**
   * Loads the model once a worker: each holds its weights.
   * @param workers 1 or more, best one for each core
   * @throws EncoderStopped when the model cannot be loaded
   */
  static async start(
    model: Model,
    workers: number,
    startWorker: StartWorker = startInferenceWorker,
  ): Promise<EncoderPool> {
    if (!Number.isInteger(workers) || workers < 1) {
      throw new RangeError(`Expected 1 or more workers but received ${workers}`)
    }
    const starting = Array.from({ length: workers }, () => EncoderWorker.start(model, startWorker))
    const outcomes = await Promise.allSettled(starting)
    const started = outcomes
      .filter((outcome) => outcome.status === 'fulfilled')
      .map((outcome) => outcome.value)
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed !== undefined) {
      await Promise.all(started.map((worker) => worker.close()))
      throw failed.reason
    }
    return new EncoderPool(model, started, startWorker)
  }

  /**
   * Embeds a batch. A worker that dies of it is replaced, at most three times, and the batch is tried once more.
   * @param pixels uint8 [count, sizePx, sizePx, 3]; must stay as it is until the answer comes
   * @param options.retry false: the batch is not tried again after a worker's death
   * @returns float32 [count, dimension], rows of length 1
   * @throws EmbeddingFailed when the model refuses this batch or workers die of it; EncoderStopped when closed or no
   *   worker is left
   */
  embed(pixels: Uint8Array, count: number, options: { retry?: boolean } = {}): Promise<Float32Array> {
    const expected = count * this.model.manifest.input.sizePx ** 2 * 3
    if (pixels.length !== expected) {
      throw new RangeError(`Expected ${expected} bytes for ${count} pictures but received ${pixels.length}`)
    }
    if (this.#stopped !== undefined) return Promise.reject(this.#stopped)
    const { promise, resolve, reject } = Promise.withResolvers<Float32Array>()
    const attemptsLeft = options.retry === false ? 1 : ATTEMPTS_OF_A_BATCH
    this.#queue.push({ pixels, count, attemptsLeft, resolve, reject })
    this.#idle.shift()?.()
    return promise
  }

  /** Ends the workers at once; batches that wait or run fail with EncoderStopped. */
  async close(): Promise<void> {
    this.#stop(new EncoderStopped('The encoder was closed'))
    await Promise.all([...this.#alive].map((worker) => worker.close()))
    await Promise.all(this.#loops)
  }

  /** One worker's life: takes batches until the pool stops or the worker's restarts are used up. */
  async #serve(first: EncoderWorker): Promise<void> {
    let worker = first
    let restartsLeft = RESTARTS_OF_A_WORKER
    while (this.#stopped === undefined) {
      const batch = this.#queue.shift()
      if (batch === undefined) {
        await new Promise<void>((resolve) => this.#idle.push(resolve))
        continue
      }
      const death = await this.#run(worker, batch)
      if (death === undefined) continue
      this.#alive.delete(worker)
      const next = restartsLeft-- > 0 ? await this.#restart() : undefined
      if (next === undefined) {
        this.#lost(death)
        return
      }
      worker = next
    }
    this.#alive.delete(worker)
    await worker.close()
  }

  /** @returns why the worker died of the batch; undefined when it lives */
  async #run(worker: EncoderWorker, batch: Batch): Promise<WorkerDied | undefined> {
    try {
      batch.attemptsLeft--
      batch.resolve(await worker.embed(batch.pixels, batch.count))
      return undefined
    } catch (error) {
      if (!(error instanceof WorkerDied)) {
        batch.reject(error)
        return undefined
      }
      if (this.#stopped !== undefined) batch.reject(this.#stopped)
      else if (batch.attemptsLeft > 0) this.#queue.unshift(batch)
      else batch.reject(new EmbeddingFailed(error.message, { cause: error }))
      return error
    }
  }

  /** @returns undefined when the pool stopped or the model can no longer be loaded */
  async #restart(): Promise<EncoderWorker | undefined> {
    if (this.#stopped !== undefined) return undefined
    const [outcome] = await Promise.allSettled([EncoderWorker.start(this.model, this.#startWorker)])
    if (outcome.status === 'rejected') return undefined
    this.#alive.add(outcome.value)
    return outcome.value
  }

  #lost(death: WorkerDied): void {
    if (this.#alive.size === 0) {
      this.#stop(new EncoderStopped(`No inference worker is left: ${death.message}`, { cause: death }))
    } else {
      // The batch it put back may wait for a worker that sleeps.
      this.#idle.shift()?.()
    }
  }

  #stop(reason: EncoderStopped): void {
    this.#stopped ??= reason
    for (const batch of this.#queue.splice(0)) batch.reject(this.#stopped)
    for (const wake of this.#idle.splice(0)) wake()
  }
}
