import { z } from 'zod'
import {
  jobKind,
  jobStatus,
  jobSummary,
  type Job,
  type JobKind,
  type JobStatus,
} from '../../contract/jobs.ts'
import { progress, type Progress } from '../../contract/progress.ts'
import { say, saying, type Saying } from '../../contract/saying.ts'
import type { CatalogueDatabase } from './open-database.ts'

/** A job row as the worker runs it: its payload is parsed by the handler of its kind. */
export interface StoredJob extends Job {
  readonly payload: unknown
  readonly attempts: number
}

export interface JobRepository {
  add(kind: JobKind, payload: unknown, at: string): StoredJob
  find(id: number): StoredJob | null
  list(limit: number): Job[]
  /** The oldest job that is to be run next; jobs run one after the other. */
  findNext(): StoredJob | null
  countUnfinished(): number
  setStatus(id: number, status: JobStatus, at: string, error?: Saying): void
  start(id: number, at: string): void
  saveProgress(id: number, progress: Progress, summary: Readonly<Record<string, number>>): void
  saveOutcome(id: number, summary: Readonly<Record<string, number>>, notes: readonly Saying[]): void
  /** After a crash: what was running is queued again, and keeps count of the attempt. */
  requeueRunning(): void
  /** The engine closes while the job runs: it goes on next time, and this was no failed attempt. */
  requeueStopped(id: number): void
  cancelUnfinished(at: string): void
}

const rowSchema = z
  .object({
    id: z.number(),
    kind: jobKind,
    payload: z.string(),
    status: jobStatus,
    attempts: z.number(),
    progress: z.string().nullable(),
    summary: z.string(),
    notes: z.string(),
    error: z.string().nullable(),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    problems: z.number(),
  })
  .transform((row): StoredJob => ({
    ...row,
    payload: JSON.parse(row.payload),
    progress: row.progress === null ? null : progress.parse(JSON.parse(row.progress)),
    summary: jobSummary.parse(JSON.parse(row.summary)),
    notes: z.array(z.unknown()).parse(JSON.parse(row.notes)).map(storedSaying),
    error: row.error === null ? null : storedSaying(parsedJson(row.error)),
  }))

const COLUMNS = `id, kind, payload, status, attempts, progress, summary, notes, error, created_at AS createdAt,
  started_at AS startedAt, finished_at AS finishedAt, (SELECT count(*) FROM problem WHERE job_id = job.id)
    + (SELECT ifnull(sum(count), 0) FROM unlisted_problem WHERE job_id = job.id)
    + (SELECT ifnull(sum(count), 0) FROM unlisted_file_problem WHERE job_id = job.id) AS problems`

export function createJobRepository(db: CatalogueDatabase): JobRepository {
  const add = db.prepare<[string, string, string]>(
    "INSERT INTO job (kind, payload, status, created_at) VALUES (?, ?, 'queued', ?)",
  )
  const find = db.prepare<[number]>(`SELECT ${COLUMNS} FROM job WHERE id = ?`)
  const list = db.prepare<[number]>(`SELECT ${COLUMNS} FROM job ORDER BY id DESC LIMIT ?`)
  const next = db.prepare<[]>(
    `SELECT ${COLUMNS} FROM job WHERE status IN ('queued', 'running', 'paused') ORDER BY id LIMIT 1`,
  )
  const unfinished = db.prepare<[], { count: number }>(
    "SELECT count(*) AS count FROM job WHERE status IN ('queued', 'running', 'paused')",
  )
  const setStatus = db.prepare<
    [{ id: number; status: string; error: string | null; finishedAt: string | null }]
  >('UPDATE job SET status = @status, error = @error, finished_at = @finishedAt WHERE id = @id')
  const start = db.prepare<[string, number]>(
    "UPDATE job SET status = 'running', attempts = attempts + 1, started_at = ifnull(started_at, ?), error = NULL WHERE id = ?",
  )
  const saveProgress = db.prepare<[string, string, number]>(
    'UPDATE job SET progress = ?, summary = ? WHERE id = ?',
  )
  const saveOutcome = db.prepare<[string, string, number]>(
    'UPDATE job SET summary = ?, notes = ? WHERE id = ?',
  )
  const requeue = db.prepare<[]>("UPDATE job SET status = 'queued' WHERE status = 'running'")
  const stopped = db.prepare<[number]>(
    "UPDATE job SET status = 'queued', attempts = attempts - 1 WHERE id = ? AND status = 'running'",
  )
  const cancel = db.prepare<[string]>(
    "UPDATE job SET status = 'cancelled', finished_at = ? WHERE status IN ('queued', 'running', 'paused')",
  )
  return {
    add(kind, payload, at) {
      const id = Number(add.run(kind, JSON.stringify(payload), at).lastInsertRowid)
      return rowSchema.parse(find.get(id))
    },
    find(id) {
      const row = find.get(id)
      return row === undefined ? null : rowSchema.parse(row)
    },
    list: (limit) => list.all(limit).map((row) => asJob(rowSchema.parse(row))),
    findNext() {
      const row = next.get()
      return row === undefined ? null : rowSchema.parse(row)
    },
    countUnfinished: () => unfinished.get()?.count ?? 0,
    setStatus(id, status, at, error) {
      const finished = status === 'done' || status === 'failed' || status === 'cancelled'
      setStatus.run({
        id,
        status,
        error: error === undefined ? null : JSON.stringify(error),
        finishedAt: finished ? at : null,
      })
    },
    start: (id, at) => {
      start.run(at, id)
    },
    saveProgress: (id, value, summary) => {
      saveProgress.run(JSON.stringify(value), JSON.stringify(summary), id)
    },
    saveOutcome: (id, summary, notes) => {
      saveOutcome.run(JSON.stringify(summary), JSON.stringify(notes), id)
    },
    requeueRunning: () => {
      requeue.run()
    },
    requeueStopped: (id) => {
      stopped.run(id)
    },
    cancelUnfinished: (at) => {
      cancel.run(at)
    },
  }
}

/** The part of a stored job that the API shows. */
export function asJob({ payload: _payload, attempts: _attempts, ...job }: StoredJob): Job {
  return job
}

/** Earlier versions kept plain English. */
function storedSaying(stored: unknown): Saying {
  const parsed = saying.safeParse(stored)
  return parsed.success ? parsed.data : say('foreign', { text: String(stored) })
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
