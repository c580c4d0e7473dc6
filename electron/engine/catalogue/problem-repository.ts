import type { Problem, ProblemCode } from '../../contract/problems.ts'
import type { CatalogueDatabase } from './open-database.ts'

export interface NewProblem {
  readonly severity: 'error' | 'warning'
  readonly code: ProblemCode
  readonly path: string
  readonly line: number | null
  readonly reason: string
  readonly advice: string
}

export interface ProblemRepository {
  add(jobId: number, problem: NewProblem, origin: { sourceId: number } | { fileId: number }): void
  /** What the last import of a source said of its folders and rows; files' own problems stay with the files. */
  clearOfSource(sourceId: number): void
  clearOfFile(fileId: number): void
  count(): number
  countByCode(): { code: ProblemCode; count: number }[]
  list(code: ProblemCode | null, offset: number, limit: number): Problem[]
}

export function createProblemRepository(db: CatalogueDatabase): ProblemRepository {
  const add = db.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO problem (source_id, file_id, job_id, severity, code, path, line, reason, advice)
     VALUES (@sourceId, @fileId, @jobId, @severity, @code, @path, @line, @reason, @advice)`,
  )
  const clearSource = db.prepare<[number]>('DELETE FROM problem WHERE source_id = ?')
  const clearFile = db.prepare<[number]>('DELETE FROM problem WHERE file_id = ?')
  const count = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM problem')
  const byCode = db.prepare<[], { code: ProblemCode; count: number }>(
    'SELECT code, count(*) AS count FROM problem GROUP BY code ORDER BY count DESC, code',
  )
  const columns = 'id, severity, code, path, line, reason, advice'
  const all = db.prepare<[number, number], Problem>(
    `SELECT ${columns} FROM problem ORDER BY id LIMIT ? OFFSET ?`,
  )
  const ofCode = db.prepare<[ProblemCode, number, number], Problem>(
    `SELECT ${columns} FROM problem WHERE code = ? ORDER BY id LIMIT ? OFFSET ?`,
  )
  return {
    add(jobId, problem, origin) {
      add.run({ sourceId: null, fileId: null, ...origin, jobId, ...problem })
    },
    clearOfSource: (sourceId) => {
      clearSource.run(sourceId)
    },
    clearOfFile: (fileId) => {
      clearFile.run(fileId)
    },
    count: () => count.get()?.count ?? 0,
    countByCode: () => byCode.all(),
    list: (code, offset, limit) => (code === null ? all.all(limit, offset) : ofCode.all(code, limit, offset)),
  }
}
