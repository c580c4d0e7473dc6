import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { EmbeddingMap } from '../../contract/map.ts'
import type { Overview } from '../../contract/overview.ts'
import type { RulePreview } from '../../contract/rules.ts'
import type {
  OverviewQuestion,
  RuleQuestion,
  StudyCommand,
  StudyReply,
  StudyWorkerData,
} from './study-messages.ts'

/** After so long without a question the thread is ended. */
const IDLE_MS = 60_000

interface Waiting {
  readonly resolve: (reply: StudyReply) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Answers what takes a look at every pair or every picture in a thread of its own, beside the one that answers all else
 * and the one that runs jobs: nobody waits for it, and it waits for no import.
 */
export class StudyThread {
  readonly #data: StudyWorkerData
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #idle: NodeJS.Timeout | null = null
  #lastId = 0

  constructor(data: StudyWorkerData) {
    this.#data = data
  }

  /** @throws the signal's reason when whoever asked has gone */
  async overview(question: OverviewQuestion, signal?: AbortSignal): Promise<Overview> {
    const reply = await this.#ask((id) => ({ type: 'overview', id, question }), signal)
    if (reply.type !== 'overview') throw unexpected(reply)
    return reply.answer
  }

  async previewRule(question: RuleQuestion, signal?: AbortSignal): Promise<RulePreview> {
    const reply = await this.#ask((id) => ({ type: 'preview-rule', id, question }), signal)
    if (reply.type !== 'preview-rule') throw unexpected(reply)
    return reply.answer
  }

  async map(signal?: AbortSignal): Promise<EmbeddingMap> {
    const reply = await this.#ask((id) => ({ type: 'map', id }), signal)
    if (reply.type !== 'map') throw unexpected(reply)
    return reply.answer
  }

  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle)
    const worker = this.#worker
    if (worker === null) return
    this.#worker = null
    for (const id of this.#waiting.keys()) worker.postMessage({ type: 'cancel', id } satisfies StudyCommand)
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    worker.postMessage({ type: 'stop' } satisfies StudyCommand)
    await ended
  }

  async #ask(command: (id: number) => StudyCommand, signal?: AbortSignal): Promise<StudyReply> {
    signal?.throwIfAborted()
    if (this.#idle !== null) clearTimeout(this.#idle)
    const id = (this.#lastId += 1)
    const worker = (this.#worker ??= this.#start())
    const onAbort = (): void => {
      worker.postMessage({ type: 'cancel', id } satisfies StudyCommand)
      this.#waiting.get(id)?.reject(signal?.reason)
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      return await new Promise<StudyReply>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject })
        worker.postMessage(command(id))
      })
    } finally {
      signal?.removeEventListener('abort', onAbort)
      this.#waiting.delete(id)
      if (this.#waiting.size === 0) this.#endWhenIdle()
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL(`./study.worker${extname(import.meta.url)}`, import.meta.url), {
      workerData: this.#data,
    })
    worker.on('message', (reply: StudyReply) => this.#waiting.get(reply.id)?.resolve(reply))
    worker.on('error', (error) => {
      console.error('The study thread stopped unexpectedly:', error)
    })
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null
      for (const { reject } of this.#waiting.values())
        reject(new Error('The study thread stopped before it answered. Ask again.'))
    })
    return worker
  }

  #endWhenIdle(): void {
    if (this.#idle !== null) clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.close(), IDLE_MS)
    this.#idle.unref()
  }
}

function unexpected(reply: StudyReply): unknown {
  return reply.type === 'error' ? reply.error : new Error(`Expected another reply than ${reply.type}`)
}
