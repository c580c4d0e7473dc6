import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EngineEvent, Job, JobKind } from '../../contract/jobs.ts'
import type { Progress } from '../../contract/progress.ts'
import { simulationRequest } from '../../contract/queue.ts'
import { say, type Saying } from '../../contract/saying.ts'
import { asCatalogueError, CatalogueError } from '../catalogue/catalogue-error.ts'
import { asJob, type StoredJob } from '../catalogue/job-repository.ts'
import type { Catalogue } from '../catalogue/open-catalogue.ts'
import { createRepositories, type Repositories } from '../catalogue/repositories.ts'
import { applyRuleJob } from './apply-rule-job.ts'
import { checkModelsJob } from './check-models-job.ts'
import { copiesJob } from './copies-job.ts'
import { describeJob } from './describe-job.ts'
import { evaluateJob } from './evaluate-job.ts'
import { expectedFailure } from './expected-failure.ts'
import { importJob } from './import-job.ts'
import { now, type JobContext } from './job-context.ts'
import type { JobCommand, JobWorkerData } from './job-messages.ts'
import { installModelJob } from './install-model-job.ts'
import {
  applyRulePayload,
  checkModelsPayload,
  copiesPayload,
  describePayload,
  evaluatePayload,
  importPayload,
  installModelPayload,
  mapPayload,
  matchPayload,
  rankPayload,
  rebuildPayload,
  rehearsePayload,
} from './job-payload.ts'
import { mapJob } from './map-job.ts'
import { matchJob } from './match-job.ts'
import { ProgressMeter } from './progress-meter.ts'
import { rankJob } from './rank-job.ts'
import { rebuildJob } from './rebuild-job.ts'
import { recutJob } from './recut-job.ts'
import { refitScorerJob } from './refit-scorer-job.ts'
import { rehearseJob } from './rehearse-job.ts'
import { simulateJob } from './simulate-job.ts'

/** A closed table: a kind without a handler does not compile. */
const HANDLERS: Readonly<Record<JobKind, (payload: unknown, context: JobContext) => Promise<void>>> = {
  import: (payload, context) => importJob(importPayload.parse(payload), context),
  describe: (payload, context) => describeJob(describePayload.parse(payload), context),
  match: (payload, context) => matchJob(matchPayload.parse(payload), context),
  rebuild: (payload, context) => rebuildJob(rebuildPayload.parse(payload), context),
  rehearse: (payload, context) => rehearseJob(rehearsePayload.parse(payload), context),
  'refit-scorer': (_payload, context) => refitScorerJob(context),
  simulate: (payload, context) => simulateJob(simulationRequest.parse(payload), context),
  'install-model': (payload, context) => installModelJob(installModelPayload.parse(payload), context),
  'check-models': (payload, context) => checkModelsJob(checkModelsPayload.parse(payload), context),
  evaluate: (payload, context) => evaluateJob(evaluatePayload.parse(payload), context),
  copies: (payload, context) => copiesJob(copiesPayload.parse(payload), context),
  rank: (payload, context) => rankJob(rankPayload.parse(payload), context),
  'apply-rule': (payload, context) => applyRuleJob(applyRulePayload.parse(payload), context),
  recut: (_payload, context) => recutJob(context),
  map: (payload, context) => mapJob(mapPayload.parse(payload), context),
}

interface JobOutcome {
  readonly summary: Record<string, number>
  readonly notes: Saying[]
}

/** A job that took the process down this often is not tried again by itself. */
const MAXIMUM_ATTEMPTS = 3

/** More than one job ever queues. */
const LATEST = 5

class Cancelled extends Error {}
class Stopped extends Error {}

/** Takes the jobs of one catalogue from its queue, one after the other. */
export class JobLoop {
  readonly #catalogue: Catalogue
  readonly #repositories: Repositories
  readonly #options: JobWorkerData
  readonly #emit: (event: EngineEvent) => void
  #running: {
    id: number
    abort: AbortController
    /** Aborted while the job is paused. */
    pausing: AbortController
    resume: (() => void) | null
    paused: Promise<void> | null
    /** Told to pause or stop, and still at the batch that was under way. */
    ending: NonNullable<Job['ending']> | null
  } | null = null
  #stopped = false
  /** Secrets by job, for as long as this worker lives. */
  readonly #tokens = new Map<number, string>()

  constructor(catalogue: Catalogue, options: JobWorkerData, emit: (event: EngineEvent) => void) {
    this.#catalogue = catalogue
    this.#repositories = createRepositories(catalogue.db)
    this.#options = options
    this.#emit = emit
  }

  /** Returns when the queue is empty, when its first job is paused, or after `stop`. */
  async run(): Promise<void> {
    for (;;) {
      const job = this.#stopped ? null : this.#repositories.jobs.findNext()
      if (job === null || job.status === 'paused') return
      try {
        await this.#runOne(job)
      } catch (error) {
        // Not even the job's end could be written: a full disk, most likely. Its row still says that it runs, so it
        // goes on with the next wake; until then nothing is tried over and over.
        this.#emit({ type: 'job', job: { ...asJob(job), status: 'failed', error: this.#said(error) } })
        return
      }
    }
  }

  obey(command: JobCommand): void {
    if (command.type === 'wake') return
    if (command.type === 'token') {
      this.#tokens.set(command.id, command.token)
      return
    }
    if (command.type === 'stop') {
      this.#stopped = true
      this.#running?.resume?.()
      this.#running?.abort.abort(new Stopped())
      return
    }
    const running = this.#running
    if (running?.id !== command.id) {
      this.#obeyWaiting(command)
      return
    }
    if (command.type === 'cancel') {
      running.resume?.()
      running.abort.abort(new Cancelled())
      running.ending = 'cancelling'
      this.#show(command.id)
    } else if (command.type === 'pause' && running.paused === null && running.ending === null) {
      running.paused = new Promise((resolve) => {
        running.resume = resolve
      })
      running.ending = 'pausing'
      running.pausing.abort()
      this.#setStatus(command.id, 'paused')
    } else if (command.type === 'resume' && running.ending !== 'cancelling') {
      running.pausing = new AbortController()
      running.resume?.()
      running.paused = null
      running.resume = null
      running.ending = null
      this.#setStatus(command.id, 'running')
    }
  }

  #obeyWaiting(command: Exclude<JobCommand, { type: 'wake' | 'stop' | 'token' }>): void {
    const status = this.#repositories.jobs.find(command.id)?.status
    if (status !== 'queued' && status !== 'paused') return
    const next = { cancel: 'cancelled', pause: 'paused', resume: 'queued' } as const
    this.#setStatus(command.id, next[command.type])
  }

  async #runOne(job: StoredJob): Promise<void> {
    if (job.attempts >= MAXIMUM_ATTEMPTS) {
      this.#setStatus(job.id, 'failed', say('tookDown', { times: job.attempts }))
      return
    }
    const running = {
      id: job.id,
      abort: new AbortController(),
      pausing: new AbortController(),
      resume: null,
      paused: null,
      ending: null,
    }
    this.#running = running
    this.#repositories.jobs.start(job.id, now())
    this.#show(job.id)
    try {
      const outcome: JobOutcome = { summary: {}, notes: [] }
      try {
        await HANDLERS[job.kind](job.payload, this.#context(job, running.abort.signal, outcome))
      } finally {
        this.#repositories.jobs.saveOutcome(job.id, outcome.summary, outcome.notes)
      }
      // What it queued is told of before its end, so that a window takes both for one piece of work.
      for (const next of this.#repositories.jobs.list(LATEST)) if (next.id > job.id) this.#show(next.id)
      this.#setStatus(job.id, 'done')
    } catch (error) {
      this.#finishWithout(job.id, running.abort.signal.aborted ? running.abort.signal.reason : error)
    } finally {
      this.#running = null
    }
  }

  #finishWithout(id: number, reason: unknown): void {
    if (reason instanceof Stopped) this.#repositories.jobs.requeueStopped(id)
    else if (reason instanceof Cancelled) this.#setStatus(id, 'cancelled')
    else {
      // The whole cause goes to the log for whoever mends it; the window gets the sentence.
      if (!(asCatalogueError(reason, '') instanceof CatalogueError) && expectedFailure(reason) === null)
        console.error(reason)
      this.#setStatus(id, 'failed', this.#said(reason))
    }
  }

  #said(reason: unknown): Saying {
    const known = asCatalogueError(reason, this.#catalogue.folder.path)
    const text = known instanceof Error ? known.message : String(known)
    return expectedFailure(known) ?? say('unexpected', { text })
  }

  #context(job: StoredJob, signal: AbortSignal, { summary, notes }: JobOutcome): JobContext {
    let savedAtMs = 0
    const report = (progress: Progress): void => {
      // The row is for a window that opens later; the event carries the news, so the disk is spared most of them.
      if (performance.now() - savedAtMs > 1000 || progress.done === progress.total) {
        savedAtMs = performance.now()
        this.#repositories.jobs.saveProgress(job.id, progress, summary)
      }
      const current = this.#repositories.jobs.find(job.id)
      if (current !== null)
        this.#emit({
          type: 'job',
          job: { ...this.#told(current), progress, summary: { ...summary }, notes: [...notes] },
        })
    }
    const meter = new ProgressMeter(report)
    return {
      jobId: job.id,
      catalogue: this.#catalogue,
      repositories: this.#repositories,
      cores: this.#options.cores,
      dataFolder: this.#options.dataFolder,
      allowedRoots: this.#options.allowedRoots,
      hubEndpoint: this.#options.hubEndpoint,
      token: this.#tokens.get(job.id) ?? null,
      meter,
      signal,
      count: (words, by = 1) => {
        summary[words] = (summary[words] ?? 0) + by
      },
      note: (said) => {
        notes.push(said)
      },
      changed: (what) => this.#emit({ type: 'changed', what }),
      checkpoint: () => this.#checkpoint(signal, meter),
      resumable: async (work) => {
        for (;;) {
          await this.#checkpoint(signal, meter)
          const pausing = this.#running?.pausing.signal ?? signal
          try {
            return await work(AbortSignal.any([signal, pausing]))
          } catch (error) {
            if (signal.aborted || !pausing.aborted) throw error
          }
        }
      },
    }
  }

  async #checkpoint(signal: AbortSignal, meter: ProgressMeter): Promise<void> {
    await nextTurn()
    const running = this.#running
    if (running !== null && running.paused !== null) {
      if (running.ending === 'pausing') {
        running.ending = null
        this.#show(running.id)
      }
      await running.paused
      meter.goOn()
    }
    signal.throwIfAborted()
  }

  #setStatus(id: number, ...change: [status: StoredJob['status'], error?: Saying]): void {
    this.#repositories.jobs.setStatus(id, change[0], now(), change[1])
    this.#show(id)
  }

  #show(id: number): void {
    const job = this.#repositories.jobs.find(id)
    if (job !== null) this.#emit({ type: 'job', job: this.#told(job) })
  }

  #told(job: StoredJob): Job {
    const ending = this.#running?.id === job.id ? this.#running.ending : null
    const isUnfinished = job.status === 'running' || job.status === 'paused'
    return ending !== null && isUnfinished ? { ...asJob(job), ending } : asJob(job)
  }
}
