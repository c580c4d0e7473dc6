import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { ORPCError } from '@orpc/server'
import type { SearchAnswer, SearchInput, SearchReadiness } from '../../contract/search.ts'
import type { SearchCommand, SearchedPart, SearchReply, SearchWorkerData } from './search-messages.ts'

/** After so long without a search the thread is ended, with its models and what it had loaded. */
const IDLE_MS = 5 * 60_000

interface Waiting {
  readonly resolve: (reply: SearchReply) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Searches in a thread of its own, so that the one that answers the API never computes. It is started with the first
 * search, keeps its models and what it has loaded for the next, and is started anew should it die.
 */
export class SearchThread {
  readonly #data: SearchWorkerData
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #idle: NodeJS.Timeout | null = null
  #lastId = 0
  #closed = false

  constructor(data: SearchWorkerData) {
    this.#data = data
  }

  async prepare(signal?: AbortSignal): Promise<SearchReadiness> {
    const reply = await this.#ask((id) => ({ type: 'prepare', id }), signal)
    if (reply.type !== 'ready') throw unexpected(reply)
    return reply.readiness
  }

  /** @throws ORPCError as the contract declares it; the signal's reason when whoever asked has gone */
  async find(input: SearchInput, signal?: AbortSignal): Promise<SearchAnswer> {
    const reply = await this.#ask((id) => ({ type: 'find', id, input }), signal)
    if (reply.type !== 'answer') throw unexpected(reply)
    return reply.answer
  }

  /** Items, groups or models have changed: what was loaded of them is loaded again with the next search. */
  forget(changed: SearchedPart): void {
    this.#worker?.postMessage({ type: 'forget', changed } satisfies SearchCommand)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#stop()
  }

  async #ask(command: (id: number) => SearchCommand, signal?: AbortSignal): Promise<SearchReply> {
    if (this.#closed) throw new Error('Expected an open catalogue to search in but it was closed')
    signal?.throwIfAborted()
    if (this.#idle !== null) clearTimeout(this.#idle)
    const id = (this.#lastId += 1)
    const worker = (this.#worker ??= this.#start())
    const onAbort = (): void => {
      worker.postMessage({ type: 'cancel', id } satisfies SearchCommand)
      this.#waiting.get(id)?.reject(signal?.reason)
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    try {
      return await new Promise<SearchReply>((resolve, reject) => {
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
    const worker = new Worker(new URL(`./search.worker${extname(import.meta.url)}`, import.meta.url), {
      workerData: this.#data,
    })
    worker.on('message', (reply: SearchReply) => this.#waiting.get(reply.id)?.resolve(reply))
    worker.on('error', (error) => {
      console.error('The search thread stopped unexpectedly:', error)
    })
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null
      for (const { reject } of this.#waiting.values())
        reject(new Error('The search thread stopped before it answered. Search again.'))
    })
    return worker
  }

  #endWhenIdle(): void {
    if (this.#idle !== null) clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.#stop(), IDLE_MS)
    this.#idle.unref()
  }

  /** Lets it close its models and its connection to the catalogue. */
  async #stop(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle)
    this.#idle = null
    const worker = this.#worker
    if (worker === null) return
    this.#worker = null
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    worker.postMessage({ type: 'stop' } satisfies SearchCommand)
    await ended
  }
}

function unexpected(reply: SearchReply): unknown {
  if (reply.type === 'failure') {
    const { code, message, data } = reply.failure
    return new ORPCError(code, { message, data })
  }
  return reply.type === 'error' ? reply.error : new Error(`Expected another reply than ${reply.type}`)
}
