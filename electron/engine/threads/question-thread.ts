import { Worker } from 'node:worker_threads'

/** A reply names the question it answers; what else it carries is agreed between the two files of a feature. */
interface Reply {
  readonly id: number
}

/** What every worker understands besides its questions. */
type Order =
  /** Whoever asked has gone. */
  | { readonly type: 'cancel'; readonly id: number }
  /** Once everything asked before is answered or given up, it closes what it holds and ends. */
  | { readonly type: 'stop' }

interface QuestionThreadOptions {
  /** The worker's file. */
  readonly file: URL
  readonly workerData: unknown
  /** After so long without a question the thread is ended, with all that it holds. */
  readonly idleMs: number
  /** For messages: "study", "search". */
  readonly name: string
}

interface Waiting<Answer> {
  readonly worker: Worker
  readonly resolve: (reply: Answer) => void
  readonly reject: (reason: unknown) => void
}

/**
 * A worker thread that answers questions by their ids. It is started with the first, keeps what it has loaded for the
 * next, ends after a while without any, and is started anew should it die; whoever waited for it then hears of it.
 */
export class QuestionThread<Question extends object, Answer extends Reply> {
  readonly #options: QuestionThreadOptions
  readonly #waiting = new Map<number, Waiting<Answer>>()
  #worker: Worker | null = null
  #idle: NodeJS.Timeout | null = null
  #lastId = 0
  #closed = false

  constructor(options: QuestionThreadOptions) {
    this.#options = options
  }

  /** @throws the signal's reason when whoever asked has gone; Error when the thread died, or was closed */
  async ask(question: Question, signal?: AbortSignal): Promise<Answer> {
    if (this.#closed)
      throw new Error(`Expected an open catalogue but the ${this.#options.name} thread is closed`)
    signal?.throwIfAborted()
    this.#stayAwake()
    const id = (this.#lastId += 1)
    const worker = (this.#worker ??= this.#start())
    const onAbort = (): void => {
      this.#send(worker, { type: 'cancel', id })
      this.#waiting.get(id)?.reject(signal?.reason)
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.#waiting.set(id, { worker, resolve, reject })
        worker.postMessage({ ...question, id })
      })
    } finally {
      signal?.removeEventListener('abort', onAbort)
      this.#waiting.delete(id)
      if (this.#waiting.size === 0) this.#endWhenIdle()
    }
  }

  /** Tells a thread that runs something it does not answer; none is started for it. */
  tell(message: object): void {
    this.#worker?.postMessage(message)
  }

  /** Gives up what is asked, and returns when the thread has ended. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#end()
  }

  #start(): Worker {
    const { file, workerData, name } = this.#options
    const worker = new Worker(file, { workerData })
    worker.on('message', (reply: Answer) => this.#waiting.get(reply.id)?.resolve(reply))
    worker.on('error', (error) => {
      console.error(`The ${name} thread stopped unexpectedly:`, error)
    })
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null
      for (const waiting of this.#waiting.values())
        // What was asked since waits for another worker.
        if (waiting.worker === worker)
          waiting.reject(new Error(`The ${name} thread stopped before it answered. Ask again.`))
    })
    return worker
  }

  #stayAwake(): void {
    if (this.#idle !== null) clearTimeout(this.#idle)
    this.#idle = null
  }

  #endWhenIdle(): void {
    this.#stayAwake()
    this.#idle = setTimeout(() => void this.#end(), this.#options.idleMs)
    this.#idle.unref()
  }

  /** Lets it close what it holds: models, its connection to the catalogue. */
  async #end(): Promise<void> {
    this.#stayAwake()
    const worker = this.#worker
    if (worker === null) return
    this.#worker = null
    for (const [id, waiting] of this.#waiting)
      if (waiting.worker === worker) this.#send(worker, { type: 'cancel', id })
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    this.#send(worker, { type: 'stop' })
    await ended
  }

  #send(worker: Worker, order: Order): void {
    worker.postMessage(order)
  }
}
