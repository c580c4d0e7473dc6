import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { job } from './jobs.ts'
import { problemCode } from './problems.ts'

/** Which column of a table means what; null or [] where the table has none. */
export const columnMapping = z.object({
  id: z.string().nullable(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  category: z.string().nullable(),
  brand: z.string().nullable(),
  price: z.string().nullable(),
  code: z.string().nullable(),
  labelGroup: z.string().nullable(),
  images: z.array(z.string()),
})
export type ColumnMapping = z.infer<typeof columnMapping>

export const tableFormat = z.enum(['csv', 'tsv', 'jsonl'])
export type TableFormat = z.infer<typeof tableFormat>

export const textEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
export type TextEncoding = z.infer<typeof textEncoding>

/** A folder of pictures, a table, or a table whose rows name pictures under a folder. */
export const sourceRequest = z
  .object({
    folder: z.string().min(1).optional(),
    table: z.string().min(1).optional(),
    /** Left out: columns are recognised by their names. */
    mapping: columnMapping.partial().optional(),
  })
  .refine((request) => request.folder !== undefined || request.table !== undefined, {
    message: 'Expected a folder, a table or both but received neither',
  })
export type SourceRequest = z.infer<typeof sourceRequest>

export const source = z.object({
  id: z.number().int().positive(),
  folder: z.string().nullable(),
  table: z.string().nullable(),
  items: z.number().int(),
  pictures: z.number().int(),
  addedAt: z.string(),
  importedAt: z.string().nullable(),
})
export type Source = z.infer<typeof source>

/**
 * unread: not read to its end yet. changed: its table or folder was changed since. gone: one of them is not there, or
 * may not be looked at.
 */
export const sourceState = z.enum(['unread', 'as-read', 'changed', 'gone'])
export type SourceState = z.infer<typeof sourceState>

export const tablePreview = z.object({
  format: tableFormat,
  encoding: textEncoding,
  delimiter: z.string().nullable(),
  columns: z.array(z.string()),
  /** What the columns are taken for unless said otherwise: as the last table with this header, else by their names. */
  mapping: columnMapping,
  /** What is recognised by the columns' names alone, where that differs. */
  recognised: columnMapping.nullable(),
  /** The first rows, one cell a column. */
  rows: z.array(z.array(z.string())),
  /** Every problem in the rows that were read for this preview. */
  problems: z.array(
    z.object({
      code: problemCode,
      line: z.number().int().nullable(),
      reason: z.string(),
      advice: z.string(),
    }),
  ),
})
export type TablePreview = z.infer<typeof tablePreview>

export const directoryEntry = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['folder', 'table', 'catalogue', 'picture']),
})

export const sourcesContract = {
  list: oc.errors(errorMap).output(z.array(source)),
  /** Looks at each source's place, without reading it. */
  states: oc
    .errors(errorMap)
    .output(z.array(z.object({ id: z.number().int().positive(), state: sourceState }))),
  preview: oc
    .errors(errorMap)
    .input(
      z.object({
        table: z.string().min(1),
        folder: z.string().optional(),
        mapping: columnMapping.partial().optional(),
      }),
    )
    .output(tablePreview),
  /**
   * Starts an import job and, after it, a match job. Importing a known source again takes in what is new. A mapping is
   * remembered for the next table with the same header.
   */
  import: oc.errors(errorMap).input(sourceRequest).output(job),
  /** Draws the sample catalogue's pictures and table, and imports them. */
  importSample: oc.errors(errorMap).output(job),
  /** Headless host only: what may be picked under the roots given at start; path left out lists the roots. */
  browse: oc
    .errors(errorMap)
    .input(z.object({ path: z.string().optional() }))
    .output(
      z.object({
        path: z.string().nullable(),
        parent: z.string().nullable(),
        entries: z.array(directoryEntry),
      }),
    ),
}
