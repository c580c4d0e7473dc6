import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { relation } from './relations.ts'

export const exportFormat = z.enum(['csv', 'jsonl', 'parquet'])
export type ExportFormat = z.infer<typeof exportFormat>

export const split = z.enum(['train', 'validation', 'test'])
export type Split = z.infer<typeof split>

/** The columns of exported labelled pairs, in this order in every format. */
export const labelledPair = z.object({
  id_a: z.string(),
  id_b: z.string(),
  image_a: z.string(),
  image_b: z.string(),
  sha256_a: z.string(),
  sha256_b: z.string(),
  relation,
  same_product: z.boolean(),
  score: z.number().nullable(),
  reviewer: z.string(),
  decided_at: z.string(),
  split,
})
export type LabelledPair = z.infer<typeof labelledPair>

export const groupRow = z.object({
  group: z.string(),
  id: z.string(),
  representative: z.boolean(),
  score: z.number(),
  state: z.string(),
})
export type GroupRow = z.infer<typeof groupRow>

const options = z.object({
  /** submission: posting_id and matches, self first, at most 50, as the Shopee contest asks for. */
  what: z.enum(['pairs', 'groups', 'submission']),
  format: exportFormat.default('csv'),
  /** Also the pairs that follow from what was said of others. */
  includeImplied: z.boolean().default(true),
  /** Shares of products, not of pairs; what is left over is train. */
  validationShare: z.number().min(0).max(0.9).default(0.1),
  testShare: z.number().min(0).max(0.9).default(0.1),
})

const SHARES_TOO_LARGE = { error: 'Expected the shares of validation and test to come to at most 1' }
const sharesFit = (value: { validationShare: number; testShare: number }): boolean =>
  value.validationShare + value.testShare <= 1

export const exportOptions = options.refine(sharesFit, SHARES_TOO_LARGE)
export type ExportOptions = z.infer<typeof exportOptions>

export const exportSummary = z.object({
  rows: z.number().int(),
  byRelation: z.array(z.object({ relation: z.string(), count: z.number().int() })),
  bySplit: z.array(z.object({ split, count: z.number().int() })),
  /** Pairs left out because keeping them would leak between splits, and items with no picture named. */
  notes: z.array(z.string()),
})
export type ExportSummary = z.infer<typeof exportSummary>

export const exportContract = {
  preview: oc
    .errors(errorMap)
    .input(exportOptions)
    .output(exportSummary.extend({ first: z.array(z.record(z.string(), z.string())) })),
  /** Writes to `path` (desktop), or, without one, into the catalogue's exports folder, to be downloaded by name. */
  run: oc
    .errors(errorMap)
    .input(options.extend({ path: z.string().optional() }).refine(sharesFit, SHARES_TOO_LARGE))
    .output(exportSummary.extend({ path: z.string(), fileName: z.string(), bytes: z.number() })),
}
