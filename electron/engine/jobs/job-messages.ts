import type { EngineEvent } from '../../contract/jobs.ts'

/** What a job worker is started with. */
export interface JobWorkerData {
  readonly cataloguePath: string
  readonly cores: number
  readonly allowedRoots: readonly string[] | null
}

export type JobCommand =
  /** There may be a new job in the queue. */
  | { readonly type: 'wake' }
  | { readonly type: 'pause'; readonly id: number }
  | { readonly type: 'resume'; readonly id: number }
  | { readonly type: 'cancel'; readonly id: number }
  /** Commit what there is and stop; the job that runs is queued again for next time. */
  | { readonly type: 'stop' }

export type JobReport =
  | { readonly type: 'event'; readonly event: EngineEvent }
  /** The queue is empty. */
  | { readonly type: 'idle' }
