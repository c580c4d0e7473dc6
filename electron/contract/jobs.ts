import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { itemId } from './identifiers.ts'
import { progress } from './progress.ts'
import { saying } from './saying.ts'
import { textChoice } from './text-settings.ts'

export const jobKind = z.enum([
  'import',
  'describe',
  'match',
  'rebuild',
  'install-model',
  'check-models',
  'refit-scorer',
  'simulate',
  'rehearse',
  'evaluate',
  'copies',
  'rank',
  'apply-rule',
  'recut',
  'map',
])
export type JobKind = z.infer<typeof jobKind>

export const jobStatus = z.enum(['queued', 'running', 'paused', 'done', 'failed', 'cancelled'])
export type JobStatus = z.infer<typeof jobStatus>

/** What a finished or running job counted; keys are plain words ("new pictures"), shown as they are. */
export const jobSummary = z.record(z.string(), z.number())

export const job = z.object({
  id: z.number().int().positive(),
  kind: jobKind,
  status: jobStatus,
  /** Told to pause or to stop while a batch is under way, which is finished first. */
  ending: z.enum(['pausing', 'cancelling']).optional(),
  progress: progress.nullable(),
  summary: jobSummary,
  /** What it has to tell besides numbers. */
  notes: z.array(saying),
  problems: z.number().int().nonnegative(),
  error: saying.nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
})
export type Job = z.infer<typeof job>

/** What changed, so that a window knows which of its answers are out of date. */
export const engineEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('job'), job }),
  /** How far an export is that takes a while, which is no job and waits for none; null: it has ended. */
  z.object({ type: z.literal('export'), path: z.string(), progress: progress.nullable() }),
  z.object({
    type: z.literal('changed'),
    what: z.enum([
      'catalogue',
      'items',
      'groups',
      'problems',
      /** Whatever a curator did, notes and flags too. */
      'verdicts',
      'relations',
      'filters',
      'models',
      'scorer',
      'rules',
      'map',
    ]),
    /** Of verdicts: members of all groups that they touched, before and after; left out: it may be any. */
    listings: z.array(itemId).optional(),
  }),
])
export type EngineEvent = z.infer<typeof engineEvent>

const jobRef = z.object({ id: z.number().int().positive() })

export const jobsContract = {
  /** Newest first, at most 50. */
  list: oc.errors(errorMap).output(z.array(job)),
  /** Never ends by itself; yields the state of each unfinished job at once, then every change. */
  watch: oc.errors(errorMap).output(eventIterator(engineEvent)),
  pause: oc.errors(errorMap).input(jobRef).output(job),
  resume: oc.errors(errorMap).input(jobRef).output(job),
  /** What was committed stays; the next import goes on where this one stopped. */
  cancel: oc.errors(errorMap).input(jobRef).output(job),
  startMatch: oc
    .errors(errorMap)
    .input(z.object({ threshold: z.number().min(0).max(1).optional(), ...textChoice.shape }))
    .output(job),
  /** Makes thumbnails, hashes, vectors, indexes, pairs and groups anew from the catalogue and its pictures. */
  startRebuild: oc.errors(errorMap).output(job),
}
