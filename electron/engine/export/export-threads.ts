import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ExportOptions, ExportPreview, ExportResult } from '../../contract/export.ts'
import type { Progress } from '../../contract/progress.ts'
import type { ExportOrder, ExportQuestion, ExportReply } from './export-messages.ts'
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

  /**
   * @param onProgress told a few times a second, where it takes a while
   * @throws ExportTargetError; the signal's reason when whoever asked has gone, and then nothing is written
   */
  async write(
    options: ExportOptions,
    path: string,
    onProgress: (progress: Progress) => void,
    signal?: AbortSignal,
  ): Promise<ExportResult> {
    signal?.throwIfAborted()
    const reply = await this.#ask({ cataloguePath: this.#cataloguePath, options, path }, signal, onProgress)
    if (reply.type !== 'written') signal?.throwIfAborted()
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

  async #ask(
    question: ExportQuestion,
    signal?: AbortSignal,
    onProgress?: (progress: Progress) => void,
  ): Promise<ExportReply> {
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
          // What writes takes away first what it has written.
          if (running.isWriting) worker.postMessage({ type: 'cancel' } satisfies ExportOrder)
          else {
            reject(signal.reason)
            void worker.terminate()
          }
        },
        { once: true },
      )
      worker.on('message', (reply: ExportReply) => {
        if (reply.type === 'progress') onProgress?.(reply.progress)
        else resolve(reply)
      })
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The export thread stopped before it was done. Try again.')))
    })
  }
}

function unexpected(reply: ExportReply): unknown {
  if (reply.type === 'refused') return new ExportTargetError(reply.path, reply.said)
  return reply.type === 'error' ? reply.error : new Error(`Expected another reply than ${reply.type}`)
}
