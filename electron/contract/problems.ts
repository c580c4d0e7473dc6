import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { job } from './jobs.ts'

export const problemCode = z.enum([
  'FILE_EMPTY',
  'FILE_TRUNCATED',
  'FILE_UNREADABLE',
  'FILE_VANISHED',
  'NAME_NOT_UTF8',
  'NOT_A_PICTURE',
  'FORMAT_MISLABELLED',
  'FORMAT_UNSUPPORTED',
  'PICTURE_TOO_LARGE',
  'PICTURE_QUARANTINED',
  'LINK_LOOP',
  'FOLDER_UNREADABLE',
  'PATH_NOT_ALLOWED',
  'ROW_RAGGED',
  'ROW_WITHOUT_ID',
  'ROW_DUPLICATE_ID',
  'ROW_UNREADABLE',
  'IMAGE_NOT_FOUND',
  'IMAGE_AMBIGUOUS',
  'BOX_OUTSIDE',
  'CELL_INVALID',
  'ENCODING_GUESSED',
  'TABLE_UNREADABLE',
])
export type ProblemCode = z.infer<typeof problemCode>

export const problem = z.object({
  id: z.number().int().positive(),
  /** error: this file or row was left out. warning: it was imported, but look at it. */
  severity: z.enum(['error', 'warning']),
  code: problemCode,
  /** Path of the file or table. */
  path: z.string(),
  /** 1-based line of a table; null for a file. */
  line: z.number().int().nullable(),
  reason: z.string(),
  advice: z.string(),
})
export type Problem = z.infer<typeof problem>

/** Which problems: one, all of a kind, or, with neither, all. */
export const problemSelection = z.object({
  id: z.number().int().positive().optional(),
  code: problemCode.optional(),
})

export const problemsContract = {
  list: oc
    .errors(errorMap)
    .input(
      z.object({
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(500).default(100),
        code: problemCode.optional(),
      }),
    )
    .output(
      z.object({
        /** Of the kind asked for, or all; exact, however many are listed. */
        total: z.number().int(),
        /** How many of them can be listed: the first thousand of a kind, of each source and of picture files. */
        listed: z.number().int(),
        byCode: z.array(z.object({ code: problemCode, count: z.number().int(), unlisted: z.number().int() })),
        rows: z.array(problem),
      }),
    ),
  /**
   * Forgets the recorded failures and reads the sources again that they are in; files that are fine are not read twice.
   */
  retry: oc.errors(errorMap).input(problemSelection.default({})).output(job),
  /** Writes the list as CSV to `path`, or, without one, into the catalogue's exports folder, to be downloaded by name. */
  export: oc
    .errors(errorMap)
    .input(z.object({ path: z.string().optional() }).default({}))
    .output(
      z.object({ path: z.string(), fileName: z.string(), rows: z.number().int(), bytes: z.number().int() }),
    ),
}
