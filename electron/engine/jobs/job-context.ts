import type { EngineEvent } from '../../contract/jobs.ts'
import type { Saying } from '../../contract/saying.ts'
import type { Catalogue } from '../catalogue/open-catalogue.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { ProgressMeter } from './progress-meter.ts'

/** What a running job may use. */
export interface JobContext {
  readonly jobId: number
  readonly catalogue: Catalogue
  readonly repositories: Repositories
  readonly cores: number
  /** Where installed models and what was measured of providers are kept, for all catalogues. */
  readonly dataFolder: string
  readonly allowedRoots: readonly string[] | null
  /** Access token for the hub that the user gave for this very job; kept nowhere. */
  readonly token: string | null
  /** A mirror in place of the public hub. */
  readonly hubEndpoint: string | null
  readonly meter: ProgressMeter
  /** Aborted by cancel and by the engine's closing. */
  readonly signal: AbortSignal
  /** Counts something for the job's summary, in plain words: "new pictures". */
  readonly count: (words: string, by?: number) => void
  /** Tells something that is no number. */
  readonly note: (said: Saying) => void
  readonly changed: (what: Extract<EngineEvent, { type: 'changed' }>['what']) => void
  /** Between two batches: waits while the job is paused, lets messages in, throws when it was cancelled. */
  readonly checkpoint: () => Promise<void>
  /**
   * Does work that takes long and leaves what it has when it is aborted, as a download does: a pause aborts it, and it
   * is begun again once the job goes on.
   */
  readonly resumable: <Result>(work: (signal: AbortSignal) => Promise<Result>) => Promise<Result>
}

export function now(): string {
  return new Date().toISOString()
}
