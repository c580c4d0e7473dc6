import type { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { WorkOptions } from './pace.ts'

/** What a worker of a crew is sent: the tasks from `from` up to `to`; it answers with their number when they are done. */
export const crewTask = z.object({ from: z.number().int(), to: z.number().int() })
export type CrewTask = z.infer<typeof crewTask>

/** A thread of a crew died: it crashed or ran out of memory. What the crew has filled so far is worth nothing. */
export class CrewFailed extends Error {
  override readonly name = 'CrewFailed'
}

export interface CrewWork {
  /** Starts the n-th worker, from 0; it shares what it fills with the caller. */
  readonly start: (n: number) => Worker
  readonly workers: number
  readonly tasks: number
  /** Tasks that a worker is given at a time. */
  readonly tasksAtOnce: number
}

/**
 * Works through tasks in threads; each takes the next ones as soon as it is done, so the order must not matter.
 * @throws CrewFailed; the signal's reason when cancelled
 */
export async function runCrew(work: CrewWork, { signal, onProgress }: WorkOptions): Promise<void> {
  signal?.throwIfAborted()
  const workers = Array.from({ length: work.workers }, (_, n) => work.start(n))
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  const abort = (): void => reject(signal?.reason)
  signal?.addEventListener('abort', abort)
  let next = 0
  let done = 0
  const give = (worker: Worker): void => {
    if (next >= work.tasks) return
    const task: CrewTask = { from: next, to: Math.min(next + work.tasksAtOnce, work.tasks) }
    next = task.to
    worker.postMessage(task)
  }
  for (const worker of workers) {
    worker.on('message', (finished: unknown) => {
      done += z.number().parse(finished)
      onProgress?.(done, work.tasks)
      if (done === work.tasks) resolve(undefined)
      else give(worker)
    })
    worker.on('error', (cause) => reject(new CrewFailed(`A worker thread died: ${cause.message}`, { cause })))
    worker.on('exit', (code) => reject(new CrewFailed(`A worker thread ended with code ${code}`)))
    give(worker)
  }
  if (work.tasks === 0) resolve(undefined)
  try {
    await promise
  } finally {
    signal?.removeEventListener('abort', abort)
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}
