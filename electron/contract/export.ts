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
  /** As the curator calls the relation, where its id says little. */
  relation_name: z.string(),
})
export type LabelledPair = z.infer<typeof labelledPair>

/** A listing, one of the same product, and one that is known to be another product. */
export const triplet = z.object({
  anchor: z.string(),
  positive: z.string(),
  negative: z.string(),
  image_anchor: z.string(),
  image_positive: z.string(),
  image_negative: z.string(),
  sha256_anchor: z.string(),
  sha256_positive: z.string(),
  sha256_negative: z.string(),
  relation_negative: relation,
  /** Of the anchor and the negative: the higher, the harder. */
  score_negative: z.number().nullable(),
  split,
})
export type Triplet = z.infer<typeof triplet>

export const groupRow = z.object({
  group: z.string(),
  id: z.string(),
  representative: z.boolean(),
  score: z.number(),
  state: z.string(),
})
export type GroupRow = z.infer<typeof groupRow>

export const exportWhat = z.enum(['pairs', 'groups', 'triplets', 'catalogue', 'folder', 'submission'])
export type ExportWhat = z.infer<typeof exportWhat>

const options = z.object({
  /**
   * catalogue: one row a present listing with its group. folder: pictures by split and product, with pairs.csv and
   * triplets.csv, whatever the format says. submission: posting_id and matches, self first, at most 50, as the Shopee
   * contest asks for.
   */
  what: exportWhat,
  format: exportFormat.default('csv'),
  /** Also the pairs that follow from what was said of others. */
  includeImplied: z.boolean().default(true),
  /** Relations that make two listings the same product here; left out: those whose sign is "together". */
  sameProduct: z.array(relation).max(100).optional(),
  /** Shares of products, not of pairs; what is left over is train. */
  validationShare: z.number().min(0).max(0.9).default(0.1),
  testShare: z.number().min(0).max(0.9).default(0.1),
  /** Another number draws other products into validation and test. */
  seed: z.number().int().min(1).max(1_000_000).default(1),
})

const SHARES_TOO_LARGE = { error: 'Expected the shares of validation and test to come to at most 1' }
const sharesFit = (value: { validationShare: number; testShare: number }): boolean =>
  value.validationShare + value.testShare <= 1

export const exportOptions = options.refine(sharesFit, SHARES_TOO_LARGE)
export type ExportOptions = z.infer<typeof exportOptions>

/** What to know about an export, with its number; `words` is the same as an English sentence. */
export const exportNote = z.object({
  kind: z.enum([
    'pairs-of-gone-listings',
    'pairs-across-splits',
    'listings-without-picture',
    'empty-split',
    'ids-with-spaces',
    'pairs-without-negative',
    'pictures-unreadable',
  ]),
  count: z.number().int(),
  split: split.nullable(),
  words: z.string(),
})
export type ExportNote = z.infer<typeof exportNote>

export const exportSummary = z.object({
  rows: z.number().int(),
  byRelation: z.array(z.object({ relation, count: z.number().int() })),
  bySplit: z.array(z.object({ split, count: z.number().int() })),
  notes: z.array(exportNote),
})
export type ExportSummary = z.infer<typeof exportSummary>

export const exportPreview = exportSummary.extend({
  columns: z.array(z.string()),
  /** The first ten rows, a cell a column. */
  first: z.array(z.array(z.string())),
})
export type ExportPreview = z.infer<typeof exportPreview>

export const exportResult = exportSummary.extend({
  path: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  /** True: a folder was written, which no browser can download. */
  isFolder: z.boolean(),
})
export type ExportResult = z.infer<typeof exportResult>

export const exportContract = {
  preview: oc.errors(errorMap).input(exportOptions).output(exportPreview),
  /**
   * Ends with nothing written when whoever asked aborts it; how far it is comes with `jobs.watch`.
   * Writes to `path`, or, without one, into the catalogue's exports folder; a file there is downloaded by its
   * name.
   */
  run: oc
    .errors(errorMap)
    .input(options.extend({ path: z.string().min(1).optional() }).refine(sharesFit, SHARES_TOO_LARGE))
    .output(exportResult),
}
