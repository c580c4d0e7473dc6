import type { EngineEvent } from '../../contract/jobs.ts'

/** What a job worker is started with. */
export interface JobWorkerData {
  readonly cataloguePath: string
  readonly cores: number
  /** Where installed models and what was measured of providers are kept, for all catalogues. */
  readonly dataFolder: string
  readonly allowedRoots: readonly string[] | null
  /** A mirror in place of the public hub; null for that. */
  readonly hubEndpoint: string | null
}

export type JobCommand =
  /** There may be a new job in the queue. */
  | { readonly type: 'wake' }
  /** A secret for one job, which is not to be written down with it. */
  | { readonly type: 'token'; readonly id: number; readonly token: string }
  | { readonly type: 'pause'; readonly id: number }
  | { readonly type: 'resume'; readonly id: number }
  | { readonly type: 'cancel'; readonly id: number }
  /** Commit what there is and stop; the job that runs is queued again for next time. */
  | { readonly type: 'stop' }

export type JobReport =
  | { readonly type: 'event'; readonly event: EngineEvent }
  /** The queue is empty. */
  | { readonly type: 'idle' }
