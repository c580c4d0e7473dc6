import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ExportOptions, ExportPreview, ExportResult } from '../../contract/export.ts'
import type { ExportQuestion, ExportReply } from './export-messages.ts'
import { ExportTargetError } from './export-target-error.ts'

/**
 * Makes exports in threads of their own, one an export, so that the thread that answers the API never gathers a whole
 * catalogue, and no export waits for an import.
 */
export class ExportThreads {
  readonly #cataloguePath: string
  readonly #running = new Set<{ readonly worker: Worker; readonly isWriting: boolean }>()

  constructor(cataloguePath: string) {
    this.#cataloguePath = cataloguePath
  }

  /** @throws the signal's reason when whoever asked has gone */
  async preview(options: ExportOptions, signal?: AbortSignal): Promise<ExportPreview> {
    signal?.throwIfAborted()
    const reply = await this.#ask({ cataloguePath: this.#cataloguePath, options, path: null }, signal)
    if (reply.type !== 'preview') throw unexpected(reply)
    return reply.answer
  }

  /** @throws ExportTargetError */
  async write(options: ExportOptions, path: string): Promise<ExportResult> {
    const reply = await this.#ask({ cataloguePath: this.#cataloguePath, options, path })
    if (reply.type !== 'written') throw unexpected(reply)
    return reply.answer
  }

  /** Ends what only looks, and waits for what writes. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.#running].map(({ worker, isWriting }) => {
        const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
        if (!isWriting) void worker.terminate()
        return ended
      }),
    )
  }

  async #ask(question: ExportQuestion, signal?: AbortSignal): Promise<ExportReply> {
    const worker = new Worker(new URL(`./export.worker${extname(import.meta.url)}`, import.meta.url), {
      workerData: question,
    })
    const running = { worker, isWriting: question.path !== null }
    this.#running.add(running)
    worker.once('exit', () => this.#running.delete(running))
    return new Promise<ExportReply>((resolve, reject) => {
      signal?.addEventListener(
        'abort',
        () => {
          reject(signal.reason)
          void worker.terminate()
        },
        { once: true },
      )
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The export thread stopped before it was done. Try again.')))
    })
  }
}

function unexpected(reply: ExportReply): unknown {
  if (reply.type === 'refused') return new ExportTargetError(reply.path, reply.reason, reply.advice)
  return reply.type === 'error' ? reply.error : new Error(`Expected another reply than ${reply.type}`)
}
