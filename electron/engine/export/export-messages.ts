import { z } from 'zod'
import type { Progress } from '../../contract/progress.ts'
import { exportOptions, type ExportPreview, type ExportResult } from '../../contract/export.ts'
import type { Saying } from '../../contract/saying.ts'

/** What an export thread is started with: one question, after whose answer it ends. */
export const exportQuestion = z.object({
  cataloguePath: z.string(),
  options: exportOptions,
  /** Where to write; null: only the first rows and the counts are asked for. */
  path: z.string().nullable(),
})
export type ExportQuestion = z.infer<typeof exportQuestion>

/** The only thing that an export thread is told after its start: to stop, and to leave nothing behind. */
export type ExportOrder = { readonly type: 'cancel' }

export type ExportReply =
  /** Told while it writes, before its answer. */
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'preview'; readonly answer: ExportPreview }
  | { readonly type: 'written'; readonly answer: ExportResult }
  /** The place cannot be written to, as an ExportTargetError says it. */
  | { readonly type: 'refused'; readonly path: string; readonly said: Saying }
  | { readonly type: 'error'; readonly error: unknown }
