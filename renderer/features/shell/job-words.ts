import type { Job } from '../../../electron/contract/jobs.ts'
import type { Progress, Stage } from '../../../electron/contract/progress.ts'
import { formatBytes, formatCount, formatDuration, formatRate } from '../../components/format-quantity.ts'

export function isUnfinished(job: Job): boolean {
  return job.status === 'queued' || job.status === 'running' || job.status === 'paused'
}

const STAGES: Readonly<Record<Stage, string>> = {
  draw: 'Drawing the sample',
  scan: 'Looking for files',
  'read-table': 'Reading the table',
  describe: 'Reading and describing pictures',
  regions: 'Describing the items in pictures',
  'find-items': 'Finding items in pictures',
  titles: 'Describing titles',
  categories: 'Predicting categories',
  index: 'Building the indexes',
  match: 'Comparing items',
  group: 'Forming groups',
  evaluate: 'Comparing with known products',
  rank: 'Ranking the gallery',
  fit: 'Learning from the verdicts',
  simulate: 'Playing a curator',
  check: 'Checking',
  fetch: 'Downloading the model',
  convert: 'Reading the model',
}

const KINDS: Readonly<Record<Job['kind'], string>> = {
  import: 'Import',
  describe: 'Describing',
  match: 'Matching',
  rebuild: 'Rebuild',
  'install-model': 'Model import',
  'check-models': 'Graphics check',
  evaluate: 'Evaluation',
  rank: 'Ranking',
  'refit-scorer': 'Refit of the scorer',
  simulate: 'Simulation',
  rehearse: 'Rehearsal',
}

/** What a job does or did, as a short phrase. */
export function jobTitle(job: Job): string {
  switch (job.status) {
    case 'queued':
      return `${KINDS[job.kind]} is waiting`
    case 'running':
      return job.progress === null ? `${KINDS[job.kind]} is starting` : STAGES[job.progress.stage]
    case 'paused':
      return `${KINDS[job.kind]} is paused`
    case 'done':
      return `${KINDS[job.kind]} finished`
    case 'failed':
      return `${KINDS[job.kind]} failed`
    case 'cancelled':
      return `${KINDS[job.kind]} was cancelled`
  }
}

/** Stages that count bytes; all others count files, pictures, items or steps. */
const BYTE_STAGES: ReadonlySet<Stage> = new Set(['fetch', 'convert'])

/** "1,204 of 8,700 · 480 a second · 15 s left", or "1.2 MB of 8.7 MB · ...", with only what is known. */
export function progressInWords(progress: Progress): string {
  const countsBytes = BYTE_STAGES.has(progress.stage)
  const amount = countsBytes ? formatBytes : formatCount
  const count =
    progress.total === null ? amount(progress.done) : `${amount(progress.done)} of ${amount(progress.total)}`
  const speed = countsBytes ? formatBytes : formatRate
  const rate = progress.itemsPerSecond > 0 ? `${speed(progress.itemsPerSecond)} a second` : null
  const left = progress.secondsLeft === null ? null : `${formatDuration(progress.secondsLeft)} left`
  return [count, rate, left].filter((part) => part !== null).join(' · ')
}

/** "1,204 new pictures · 3 problems": what a job counted, without the zeroes. */
export function summaryInWords(job: Job): string {
  return Object.entries(job.summary)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${formatCount(count)} ${what}`)
    .join(' · ')
}

/** Share of the stage that is done, 0..1; null while its length is unknown. */
export function progressShare(progress: Progress | null): number | null {
  if (progress === null || progress.total === null) return null
  return progress.total === 0 ? 1 : Math.min(1, progress.done / progress.total)
}
