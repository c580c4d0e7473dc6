import type { Job, JobKind } from '../../../electron/contract/jobs.ts'
import type { EndedStage, Progress, Stage } from '../../../electron/contract/progress.ts'
import { formatBytes, formatCount, formatDuration, formatRate } from '../../components/format-quantity.ts'
import { t, type WordKey } from '../../words/words.ts'
import { summaryKey } from './summary-keys.ts'

export function isUnfinished(job: Job): boolean {
  return job.status === 'queued' || job.status === 'running' || job.status === 'paused'
}

const STAGES: Readonly<Record<Stage, WordKey>> = {
  draw: 'jobs.stageDraw',
  scan: 'jobs.stageScan',
  'read-table': 'jobs.stageReadTable',
  describe: 'jobs.stageDescribe',
  regions: 'jobs.stageRegions',
  'find-items': 'jobs.stageFindItems',
  titles: 'jobs.stageTitles',
  categories: 'jobs.stageCategories',
  index: 'jobs.stageIndex',
  match: 'jobs.stageMatch',
  group: 'jobs.stageGroup',
  evaluate: 'jobs.stageEvaluate',
  copies: 'jobs.stageCopies',
  rank: 'jobs.stageRank',
  fit: 'jobs.stageFit',
  simulate: 'jobs.stageSimulate',
  rules: 'jobs.stageRule',
  map: 'jobs.stageMap',
  copy: 'jobs.stageCopy',
  check: 'jobs.stageCheck',
  fetch: 'jobs.stageFetch',
  convert: 'jobs.stageConvert',
}

const KINDS: Readonly<Record<JobKind, WordKey>> = {
  import: 'jobs.kindImport',
  describe: 'jobs.kindDescribe',
  match: 'jobs.kindMatch',
  rebuild: 'jobs.kindRebuild',
  'install-model': 'jobs.kindInstallModel',
  'check-models': 'jobs.kindCheckModels',
  evaluate: 'jobs.kindEvaluate',
  copies: 'jobs.kindCopies',
  rank: 'jobs.kindRank',
  'refit-scorer': 'jobs.kindRefitScorer',
  simulate: 'jobs.kindSimulate',
  rehearse: 'jobs.kindRehearse',
  'apply-rule': 'jobs.kindApplyRule',
  recut: 'jobs.kindRecut',
  map: 'jobs.kindMap',
}

export function stageTitle(stage: Stage): string {
  return t(STAGES[stage])
}

/** What a job does or did, as a short phrase. */
export function jobTitle({ kind, status, ending, progress }: Job): string {
  const job = t(KINDS[kind])
  if (ending !== undefined) return t(ending === 'pausing' ? 'jobs.isPausing' : 'jobs.isStopping', { job })
  switch (status) {
    case 'queued':
      return t('jobs.isWaiting', { job })
    case 'running':
      return progress === null ? t('jobs.isStarting', { job }) : stageTitle(progress.stage)
    case 'paused':
      return t('jobs.isPaused', { job })
    case 'done':
      return t('jobs.finished', { job })
    case 'failed':
      return t('jobs.failed', { job })
    case 'cancelled':
      return t('jobs.cancelled', { job })
  }
}

/** Stages that count bytes; all others count files, pictures, items or steps. */
const BYTE_STAGES: ReadonlySet<Stage> = new Set(['read-table', 'fetch', 'convert'])

function amountOf(stage: Stage): (amount: number) => string {
  return BYTE_STAGES.has(stage) ? formatBytes : formatCount
}

/**
 * "1,204 of 8,700 · 480 a second · 15 s left", or "1.2 MB of 8.7 MB · ...", with only what is known; while a job is
 * held, only how far it is.
 */
export function progressInWords(progress: Progress, isHeld = false): string {
  const amount = amountOf(progress.stage)
  const done = amount(progress.done)
  const count = progress.total === null ? done : t('jobs.ofTotal', { done, total: amount(progress.total) })
  if (isHeld) return count
  const speed = BYTE_STAGES.has(progress.stage) ? formatBytes : formatRate
  const rate =
    progress.itemsPerSecond > 0 ? t('jobs.aSecond', { rate: speed(progress.itemsPerSecond) }) : null
  const left =
    progress.secondsLeft === null ? null : t('jobs.timeLeft', { time: formatDuration(progress.secondsLeft) })
  return [count, rate, left].filter((part) => part !== null).join(' · ')
}

/** "1,204 in 3 s": how much a stage did that is over. */
export function endedStageInWords({ stage, done, seconds }: EndedStage): string {
  const time = t('import.took', { time: formatDuration(seconds) })
  return done === 0 ? time : `${amountOf(stage)(done)} ${time}`
}

/** "1,204 new pictures · 3 problems": what a job counted, without the zeroes. */
export function summaryInWords(job: Job): string {
  return Object.entries(job.summary)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => {
      const key = summaryKey(what)
      return key === null ? `${formatCount(count)} ${what}` : t(key, { count: formatCount(count) }, count)
    })
    .join(' · ')
}

/** Share of the stage that is done, 0..1; null while its length is unknown. */
export function progressShare(progress: Progress | null): number | null {
  if (progress === null || progress.total === null) return null
  return progress.total === 0 ? 1 : Math.min(1, progress.done / progress.total)
}
