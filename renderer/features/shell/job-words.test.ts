import { describe, expect, it } from 'vitest'
import type { Job } from '../../../electron/contract/jobs.ts'
import { jobTitle, progressInWords, progressShare, summaryInWords } from './job-words.ts'

const job: Job = {
  id: 1,
  kind: 'import',
  status: 'running',
  progress: { stage: 'describe', done: 1204, total: 8700, itemsPerSecond: 482.7, secondsLeft: 15.5 },
  summary: { 'new pictures': 1204, 'changed pictures': 0, 'items without a picture': 3 },
  notes: [],
  problems: 0,
  error: null,
  createdAt: '2026-01-01T00:00:00Z',
  startedAt: null,
  finishedAt: null,
}

describe('job words', () => {
  it('names the stage while a job runs and the outcome after', () => {
    expect(jobTitle(job)).toBe('Reading and describing pictures')
    expect(jobTitle({ ...job, progress: null })).toBe('Import is starting')
    expect(jobTitle({ ...job, kind: 'match', status: 'failed' })).toBe('Matching failed')
  })

  it('says how far, how fast and how long, and leaves out what is unknown', () => {
    const progress = {
      stage: 'scan',
      done: 1204,
      total: 8700,
      itemsPerSecond: 482.7,
      secondsLeft: 15.5,
    } as const
    expect(progressInWords(progress)).toBe('1,204 of 8,700 · 480 a second · 16 s left')
    expect(progressInWords({ ...progress, total: null, itemsPerSecond: 0, secondsLeft: null })).toBe('1,204')
  })

  it('counts a download in bytes', () => {
    const progress = {
      stage: 'fetch',
      done: 12_300_000,
      total: 453_000_000,
      itemsPerSecond: 4_120_000,
      secondsLeft: 107,
    } as const
    expect(progressInWords(progress)).toBe('12.3 MB of 453 MB · 4.1 MB a second · 1 min 50 s left')
  })

  it('gives the share done, and none while the length is unknown', () => {
    expect(progressShare(null)).toBeNull()
    expect(
      progressShare({ stage: 'scan', done: 3, total: null, itemsPerSecond: 0, secondsLeft: null }),
    ).toBeNull()
    expect(progressShare({ stage: 'scan', done: 3, total: 4, itemsPerSecond: 0, secondsLeft: null })).toBe(
      0.75,
    )
    expect(progressShare({ stage: 'scan', done: 0, total: 0, itemsPerSecond: 0, secondsLeft: null })).toBe(1)
  })

  it('sums up without the zeroes', () => {
    expect(summaryInWords(job)).toBe('1,204 new pictures · 3 items without a picture')
  })
})
