import type { ProblemCode } from '../../contract/problems.ts'

/** What went wrong with one file or one row of a source, and what the curator can do about it. */
export interface ImportProblem {
  /** error: this file or row was left out. warning: it was taken in, but look at it. */
  readonly severity: 'error' | 'warning'
  readonly code: ProblemCode
  /** Path of the file, folder or table. */
  readonly path: string
  /** 1-based line of a table; null for a file. */
  readonly line: number | null
  readonly reason: string
  readonly advice: string
}
