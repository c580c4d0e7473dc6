import { z } from 'zod'
import { sourceRequest } from '../../contract/sources.ts'

/** What each kind of job is told; parsed again whenever a job starts, since it may come from an older program. */
export const importPayload = z.object({
  sources: z.array(sourceRequest),
  /** Folder to draw the sample catalogue into first; its table and pictures are then imported from there. */
  sampleFolder: z.string().nullable(),
  /** Tries files again that failed before. */
  retryFailed: z.boolean(),
  /** Queues a match job when the import is done. */
  thenMatch: z.boolean(),
})
export type ImportPayload = z.infer<typeof importPayload>

export const matchPayload = z.object({
  /** Left out: the threshold that the catalogue used last. */
  threshold: z.number().min(0).max(1).optional(),
})
export type MatchPayload = z.infer<typeof matchPayload>

export const rebuildPayload = z.object({})
