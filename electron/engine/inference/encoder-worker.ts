import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Model } from '../models/read-model.ts'
import { EmbeddingFailed, EncoderStopped } from './embedding-failed.ts'
import {
  type InferenceAnswer,
  inferenceAnswer,
  type InferenceRequest,
  type InferenceStart,
} from './inference-message.ts'

/** The thread is gone: it crashed, ran out of memory or was ended. */
export class WorkerDied extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The inference worker died: ${reason}`, options)
    this.name = 'WorkerDied'
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
export class EncoderWorker {
  readonly #worker: Worker
  /** The last batch's buffer, which goes to the thread and comes back, so that none is left to the collector. */
  #spare: Uint8Array<ArrayBuffer> | undefined
  #waiting: Waiting | undefined
  #death: WorkerDied | undefined

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (message: unknown) => this.#answered(message))
    worker.on('error', (error) => this.#died(new WorkerDied(error.message, { cause: error })))
    worker.on('exit', (code) => this.#died(new WorkerDied(`it exited with code ${code}`)))
  }

  /** @throws EncoderStopped when the model cannot be loaded */
  static async start(model: Model, startWorker: StartWorker): Promise<EncoderWorker> {
    const { input, output } = model.manifest
    const worker = new EncoderWorker(
      startWorker({
        weightsPath: model.weightsPath,
        inputName: input.name,
        outputName: output.name,
        sizePx: input.sizePx,
        dimension: output.dimension,
      }),
    )
    const answer = await worker.#nextAnswer()
    if (answer.kind === 'ready') return worker
    await worker.close()
    const reason = answer.kind === 'failed' ? answer.reason : 'it answered before it was asked'
    throw new EncoderStopped(`The model ${model.manifest.name} cannot be loaded: ${reason}`)
  }

  /**
   * @param pixels uint8 [count, sizePx, sizePx, 3]; copied, so that a batch outlives the worker that dies of it
   * @throws WorkerDied, or EmbeddingFailed when the model refused this batch
   */
  async embed(pixels: Uint8Array, count: number): Promise<Float32Array> {
    if (this.#death !== undefined) throw this.#death
    const copy = this.#spare?.length === pixels.length ? this.#spare : new Uint8Array(pixels.length)
    this.#spare = undefined
    copy.set(pixels)
    const request: InferenceRequest = { count, pixels: copy }
    const answering = this.#nextAnswer()
    this.#worker.postMessage(request, [copy.buffer])
    const answer = await answering
    if (answer.kind === 'embedded') {
      this.#spare = answer.pixels
      return answer.embeddings
    }
    throw new EmbeddingFailed(answer.kind === 'failed' ? answer.reason : 'The worker started twice')
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
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

  #died(death: WorkerDied): void {
    this.#death ??= death
    this.#waiting?.reject(this.#death)
    this.#waiting = undefined
  }
}
