import type { EngineEvent } from '../../contract/jobs.ts'
import type { Catalogue } from '../catalogue/open-catalogue.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { ProgressMeter } from './progress-meter.ts'

/** What a running job may use. */
export interface JobContext {
  readonly jobId: number
  readonly catalogue: Catalogue
  readonly repositories: Repositories
  readonly cores: number
  readonly allowedRoots: readonly string[] | null
  readonly meter: ProgressMeter
  /** Aborted by cancel and by the engine's closing. */
  readonly signal: AbortSignal
  /** Counts something for the job's summary, in plain words: "new pictures". */
  count(words: string, by?: number): void
  changed(what: Extract<EngineEvent, { type: 'changed' }>['what']): void
  /** Between two batches: waits while the job is paused, lets messages in, throws when it was cancelled. */
  checkpoint(): Promise<void>
}

export function now(): string {
  return new Date().toISOString()
}
