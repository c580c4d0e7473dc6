import type { CatalogueDatabase } from './open-database.ts'

export type ReportKind = 'evaluation' | 'ranking'

/** What is told of an evaluation in a list; its truth as JSON. */
export interface ListedEvaluation {
  readonly jobId: number
  readonly createdAt: string
  readonly truth: string
  readonly threshold: number
  readonly f1: number | null
  readonly meanRowF1: number | null
}

/** An item of one source, as its table has it. */
export interface SourceItem {
  readonly id: number
  readonly externalId: string
  readonly labelGroup: string | null
}

export interface ReportRepository {
  /** Keeps the newest 20 of a kind. @param content JSON */
  save(jobId: number, kind: ReportKind, createdAt: string, content: string): void
  /** JSON, of a job or the newest; null where there is none. */
  find(kind: ReportKind, jobId: number | null): string | null
  /** Newest first. */
  listEvaluations(): ListedEvaluation[]
  /** Present items of a table, in its order; null when it was never imported. */
  findItemsOfTable(table: string): SourceItem[] | null
}

const KEPT = 20

export function createReportRepository(db: CatalogueDatabase): ReportRepository {
  const add = db.prepare<[number, string, string, string]>(
    'INSERT OR REPLACE INTO report (job_id, kind, created_at, content) VALUES (?, ?, ?, ?)',
  )
  const removeOld = db.prepare<[{ kind: string; kept: number }]>(
    `DELETE FROM report WHERE kind = @kind AND job_id NOT IN (
       SELECT job_id FROM report WHERE kind = @kind ORDER BY job_id DESC LIMIT @kept)`,
  )
  const find = db.prepare<[{ kind: string; jobId: number | null }], { content: string }>(
    `SELECT content FROM report WHERE kind = @kind AND (@jobId IS NULL OR job_id = @jobId)
     ORDER BY job_id DESC LIMIT 1`,
  )
  const evaluations = db.prepare<[], ListedEvaluation>(
    `SELECT job_id AS jobId, created_at AS createdAt, content ->> '$.threshold' AS threshold, content -> '$.truth' AS truth,
       content ->> '$.figures.pairs.f1' AS f1, content ->> '$.figures.meanRowF1' AS meanRowF1
     FROM report WHERE kind = 'evaluation' ORDER BY job_id DESC`,
  )
  // The same table may have been imported with several folders: the last import counts.
  const source = db.prepare<[string], { id: number }>(
    'SELECT id FROM source WHERE table_path = ? ORDER BY imported_at DESC LIMIT 1',
  )
  const items = db.prepare<[number], SourceItem>(
    `SELECT id, external_id AS externalId, label_group AS labelGroup
     FROM item WHERE source_id = ? AND status = 'present' ORDER BY line, id`,
  )
  return {
    save(jobId, kind, createdAt, content) {
      add.run(jobId, kind, createdAt, content)
      removeOld.run({ kind, kept: KEPT })
    },
    find: (kind, jobId) => find.get({ kind, jobId })?.content ?? null,
    listEvaluations: () => evaluations.all(),
    findItemsOfTable(table) {
      const found = source.get(table)
      return found === undefined ? null : items.all(found.id)
    },
  }
}
