import type { Problem, ProblemCode } from '../../contract/problems.ts'
import type { CatalogueDatabase } from './open-database.ts'

/** Nobody reads more of a kind; a table of 2 GB that is broken in every line would fill the disk with them. */
export const LISTED_OF_A_KIND = 1000

export interface NewProblem {
  readonly severity: 'error' | 'warning'
  readonly code: ProblemCode
  readonly path: string
  readonly line: number | null
  readonly reason: string
  readonly advice: string
}

/** Which problems: one, all of a kind, or, with neither, all. */
export interface ProblemSelection {
  readonly id?: number | undefined
  readonly code?: ProblemCode | undefined
}

export interface ProblemRepository {
  /** Of picture files the first thousand of a kind are listed; the others are counted. */
  add(jobId: number, problem: NewProblem, origin: { sourceId: number } | { fileId: number }): void
  /** Counts problems of a source that are too many of their kind to be listed. */
  addUnlisted(jobId: number, sourceId: number, code: ProblemCode, count: number): void
  /** What the last import of a source said of its folders and rows; files' own problems stay with the files. */
  clearOfSource(sourceId: number): void
  clearOfFile(fileId: number): void
  /** Listed and unlisted. */
  count(): number
  /** The most frequent first. @returns `count` of all, `unlisted` of those that are only counted */
  countByCode(): { code: ProblemCode; count: number; unlisted: number }[]
  list(code: ProblemCode | null, offset: number, limit: number): Problem[]
  /** The listed problems one after another, by kind and then in the order they were found. */
  iterate(): IterableIterator<Problem>
  /** Sources that the problems were found in, or that show their files, rising. */
  sourcesOf(selection: ProblemSelection): number[]
}

export function createProblemRepository(db: CatalogueDatabase): ProblemRepository {
  const add = db.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO problem (source_id, file_id, job_id, severity, code, path, line, reason, advice)
     VALUES (@sourceId, @fileId, @jobId, @severity, @code, @path, @line, @reason, @advice)`,
  )
  const addUnlisted = db.prepare<[{ jobId: number; sourceId: number; code: ProblemCode; count: number }]>(
    `INSERT INTO unlisted_problem (source_id, code, job_id, count) VALUES (@sourceId, @code, @jobId, @count)
     ON CONFLICT (source_id, code) DO UPDATE SET count = count + excluded.count, job_id = excluded.job_id`,
  )
  const listedOfFiles = db.prepare<[ProblemCode, number], { count: number }>(
    'SELECT count(*) AS count FROM (SELECT 1 FROM problem WHERE file_id IS NOT NULL AND code = ? LIMIT ?)',
  )
  const addUnlistedOfFile = db.prepare<[{ jobId: number; fileId: number; code: ProblemCode }]>(
    `INSERT INTO unlisted_file_problem (file_id, code, job_id, count) VALUES (@fileId, @code, @jobId, 1)
     ON CONFLICT (file_id, code) DO UPDATE SET count = count + 1, job_id = excluded.job_id`,
  )
  const clearSource = db.prepare<[number]>('DELETE FROM problem WHERE source_id = ?')
  const clearUnlisted = db.prepare<[number]>('DELETE FROM unlisted_problem WHERE source_id = ?')
  const clearFile = db.prepare<[number]>('DELETE FROM problem WHERE file_id = ?')
  const clearUnlistedOfFile = db.prepare<[number]>('DELETE FROM unlisted_file_problem WHERE file_id = ?')
  const count = db.prepare<[], { count: number }>(
    `SELECT (SELECT count(*) FROM problem) + (SELECT ifnull(sum(count), 0) FROM unlisted_problem)
       + (SELECT ifnull(sum(count), 0) FROM unlisted_file_problem) AS count`,
  )
  const byCode = db.prepare<[], { code: ProblemCode; count: number; unlisted: number }>(
    `SELECT code, sum(listed) + sum(unlisted) AS count, sum(unlisted) AS unlisted FROM (
       SELECT code, count(*) AS listed, 0 AS unlisted FROM problem GROUP BY code
       UNION ALL SELECT code, 0, count FROM unlisted_problem
       UNION ALL SELECT code, 0, sum(count) FROM unlisted_file_problem GROUP BY code
     ) GROUP BY code ORDER BY count DESC, code`,
  )
  const columns = 'id, severity, code, path, line, reason, advice'
  const all = db.prepare<[number, number], Problem>(
    `SELECT ${columns} FROM problem ORDER BY id LIMIT ? OFFSET ?`,
  )
  const ofCode = db.prepare<[ProblemCode, number, number], Problem>(
    `SELECT ${columns} FROM problem WHERE code = ? ORDER BY id LIMIT ? OFFSET ?`,
  )
  const inOrder = db.prepare<[], Problem>(`SELECT ${columns} FROM problem ORDER BY code, id`)
  const sources = db.prepare<[{ id: number | null; code: ProblemCode | null }], { id: number }>(
    `WITH chosen AS (SELECT source_id, file_id FROM problem
       WHERE (@id IS NULL OR id = @id) AND (@code IS NULL OR code = @code)
       UNION ALL SELECT source_id, NULL FROM unlisted_problem WHERE @id IS NULL AND (@code IS NULL OR code = @code)
       UNION ALL SELECT NULL, file_id FROM unlisted_file_problem WHERE @id IS NULL AND (@code IS NULL OR code = @code))
     SELECT source_id AS id FROM chosen WHERE source_id IS NOT NULL
     UNION
     SELECT item.source_id FROM chosen JOIN item_file USING (file_id) JOIN item ON item.id = item_id
     ORDER BY 1`,
  )
  return {
    add(jobId, problem, origin) {
      const { code } = problem
      const isListed =
        'sourceId' in origin || (listedOfFiles.get(code, LISTED_OF_A_KIND)?.count ?? 0) < LISTED_OF_A_KIND
      if (!isListed) {
        addUnlistedOfFile.run({ jobId, fileId: origin.fileId, code })
        return
      }
      add.run({ sourceId: null, fileId: null, ...origin, jobId, ...problem })
    },
    addUnlisted: (jobId, sourceId, code, unlisted) => {
      addUnlisted.run({ jobId, sourceId, code, count: unlisted })
    },
    clearOfSource: (sourceId) => {
      clearSource.run(sourceId)
      clearUnlisted.run(sourceId)
    },
    clearOfFile: (fileId) => {
      clearFile.run(fileId)
      clearUnlistedOfFile.run(fileId)
    },
    count: () => count.get()?.count ?? 0,
    countByCode: () => byCode.all(),
    list: (code, offset, limit) => (code === null ? all.all(limit, offset) : ofCode.all(code, limit, offset)),
    iterate: () => inOrder.iterate(),
    sourcesOf: ({ id, code }) => sources.all({ id: id ?? null, code: code ?? null }).map((row) => row.id),
  }
}
