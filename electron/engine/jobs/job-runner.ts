import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { EngineEvent, Job, JobKind } from '../../contract/jobs.ts'
import { asJob, type JobRepository } from '../catalogue/job-repository.ts'
import { now } from './job-context.ts'
import type { JobCommand, JobReport, JobWorkerData } from './job-messages.ts'

/**
 * Runs the catalogue's jobs in a worker thread, so that the thread that answers the API never computes. The worker is
 * started when there is work; if it dies, its job is queued again, and given up after three attempts.
 */
export class JobRunner {
  readonly #jobs: JobRepository
  readonly #data: JobWorkerData
  readonly #listeners = new Set<(event: EngineEvent) => void>()
  #worker: Worker | null = null
  #stopping: Promise<void> | null = null

  constructor(jobs: JobRepository, data: JobWorkerData) {
    this.#jobs = jobs
    this.#data = data
  }

  /** Goes on with what an earlier process left unfinished. */
  resumeUnfinished(): void {
    this.#jobs.requeueRunning()
    if (this.#jobs.countUnfinished() > 0) this.#send({ type: 'wake' })
  }

  /** @param token a secret for this job, which goes to its worker but not into the catalogue */
  enqueue(kind: JobKind, payload: unknown, token?: string): Job {
    const job = this.add(kind, payload)
    this.announce(job, token)
    return job
  }

  /** Puts a job into the queue as a part of the caller's transaction; to be announced once that is on disk. */
  add(kind: JobKind, payload: unknown): Job {
    return asJob(this.#jobs.add(kind, payload, now()))
  }

  /** Tells of a job that was put into the queue, and sees that it is run. */
  announce(job: Job, token?: string): void {
    this.emit({ type: 'job', job })
    if (token !== undefined) this.#send({ type: 'token', id: job.id, token })
    this.#send({ type: 'wake' })
  }

  pause(id: number): void {
    this.#send({ type: 'pause', id })
  }

  resume(id: number): void {
    this.#send({ type: 'resume', id })
  }

  cancel(id: number): void {
    this.#send({ type: 'cancel', id })
  }

  /** Tells every listener; also used for changes that the API itself makes. */
  emit(event: EngineEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  listen(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Lets the running job commit what it has; it goes on when the catalogue is opened again. */
  async close(): Promise<void> {
    this.#stopping ??= this.#stop()
    await this.#stopping
  }

  async #stop(): Promise<void> {
    const worker = this.#worker
    if (worker === null) return
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    this.#send({ type: 'stop' })
    await ended
  }

  #send(command: JobCommand): void {
    if (
      this.#worker === null &&
      (command.type === 'stop' || (this.#stopping !== null && command.type === 'wake'))
    )
      return
    this.#worker ??= this.#start()
    this.#worker.postMessage(command)
  }

  #start(): Worker {
    const worker = new Worker(new URL(`./job.worker${extname(import.meta.url)}`, import.meta.url), {
      workerData: this.#data,
    })
    worker.on('message', (report: JobReport) => {
      if (report.type === 'event') this.emit(report.event)
    })
    worker.on('error', (error) => {
      console.error('The job worker stopped unexpectedly:', error)
    })
    worker.once('exit', () => {
      this.#worker = null
      if (this.#stopping !== null) return
      try {
        this.resumeUnfinished()
      } catch (error) {
        // With a full disk not even the queue can be written; the jobs go on when the catalogue is opened again.
        console.error('The jobs wait until the catalogue can be written again:', error)
      }
    })
    return worker
  }
}
