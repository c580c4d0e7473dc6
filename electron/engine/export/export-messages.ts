import { z } from 'zod'
import { exportOptions, type ExportPreview, type ExportResult } from '../../contract/export.ts'

/** What an export thread is started with: one question, after whose answer it ends. */
export const exportQuestion = z.object({
  cataloguePath: z.string(),
  options: exportOptions,
  /** Where to write; null: only the first rows and the counts are asked for. */
  path: z.string().nullable(),
})
export type ExportQuestion = z.infer<typeof exportQuestion>

export type ExportReply =
  | { readonly type: 'preview'; readonly answer: ExportPreview }
  | { readonly type: 'written'; readonly answer: ExportResult }
  /** The place cannot be written to, as the fields of an ExportTargetError. */
  | { readonly type: 'refused'; readonly path: string; readonly reason: string; readonly advice: string }
  | { readonly type: 'error'; readonly error: unknown }
