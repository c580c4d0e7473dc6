import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Feeds, FeedTensor, OwnedFeed, Results } from './feed-tensor.ts'
import { isForMemory } from './is-for-memory.ts'
import { BatchTooLarge, InferenceFailed } from './inference-failed.ts'
import {
  type InferenceAnswer,
  inferenceAnswer,
  type InferenceRequest,
  type InferenceStart,
} from './inference-message.ts'

/** The thread is gone: it crashed, ran out of memory or was ended. */
export class ThreadDied extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The inference worker died: ${reason}`, options)
    this.name = 'ThreadDied'
  }
}

export type StartWorker = (start: InferenceStart) => Worker

/** Starts inference.worker beside this file, from source or from the bundle. */
export const startInferenceWorker: StartWorker = (start) =>
  new Worker(new URL(`./inference.worker${extname(import.meta.url)}`, import.meta.url), { workerData: start })

interface Waiting {
  readonly resolve: (answer: InferenceAnswer) => void
  readonly reject: (error: Error) => void
}

/** One inference thread, one batch at a time. */
export class InferenceThread {
  readonly #worker: Worker
  /** The last batch's buffers, which go to the thread and come back, so that none is left to the collector. */
  readonly #spares = new Map<string, ArrayBuffer>()
  #waiting: Waiting | undefined
  #death: ThreadDied | undefined

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (message: unknown) => this.#answered(message))
    worker.on('error', (error) => this.#died(new ThreadDied(error.message, { cause: error })))
    worker.on('exit', (code) => this.#died(new ThreadDied(`it exited with code ${code}`)))
  }

  /** @throws Error with the runtime's reason when the graph cannot be loaded; ThreadDied */
  static async start(start: InferenceStart, startWorker: StartWorker): Promise<InferenceThread> {
    const thread = new InferenceThread(startWorker(start))
    const answer = await thread.#nextAnswer()
    if (answer.kind === 'ready') return thread
    await thread.close()
    throw new Error(answer.kind === 'failed' ? answer.reason : 'it answered before it was asked')
  }

  /**
   * @param feeds are copied, so that a batch outlives the thread that dies of it
   * @throws ThreadDied; InferenceFailed when the graph refused this batch; BatchTooLarge
   */
  async run(feeds: Feeds): Promise<Results> {
    if (this.#death !== undefined) throw this.#death
    const copies = Object.entries(feeds).map(([name, feed]) => [name, this.#copy(name, feed)] as const)
    const request: InferenceRequest = { feeds: Object.fromEntries(copies) }
    const answering = this.#nextAnswer()
    this.#worker.postMessage(
      request,
      copies.map(([, feed]) => feed.data.buffer),
    )
    const answer = await answering
    if (answer.kind === 'computed') {
      for (const [name, feed] of Object.entries(answer.feeds)) this.#spares.set(name, feed.data.buffer)
      return answer.results
    }
    if (answer.kind === 'ready') throw new InferenceFailed('The worker started twice')
    throw isForMemory(answer.reason) ? new BatchTooLarge(answer.reason) : new InferenceFailed(answer.reason)
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #copy(name: string, feed: FeedTensor): OwnedFeed {
    const { byteLength } = feed.data
    const spare = this.#spares.get(name)
    this.#spares.delete(name)
    const buffer = spare?.byteLength === byteLength ? spare : new ArrayBuffer(byteLength)
    const dims = [...feed.dims]
    if (feed.type === 'uint8') return { type: 'uint8', data: filled(new Uint8Array(buffer), feed.data), dims }
    if (feed.type === 'int64')
      return { type: 'int64', data: filled(new BigInt64Array(buffer), feed.data), dims }
    return { type: 'float32', data: filled(new Float32Array(buffer), feed.data), dims }
  }

  #nextAnswer(): Promise<InferenceAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<InferenceAnswer>()
    this.#waiting = { resolve, reject }
    return promise
  }

  #answered(message: unknown): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.resolve(inferenceAnswer.parse(message))
  }

  #died(death: ThreadDied): void {
    this.#death ??= death
    this.#waiting?.reject(this.#death)
    this.#waiting = undefined
  }
}

function filled<Data extends { set(from: From): void }, From>(data: Data, from: From): Data {
  data.set(from)
  return data
}
