import type { CatalogueDatabase } from './open-database.ts'

/** One run of matching and grouping over the whole catalogue. */
export interface MatchRun {
  readonly id: number
  readonly threshold: number
  readonly scorerVersion: string
  /** The newest action that the run knew of; what was said since must be applied to its groups. */
  readonly lastActionId: number
}

export interface RunRepository {
  add(run: Omit<MatchRun, 'id'>, at: string): number
  find(id: number): MatchRun | null
  /** Runs other than the one that counts: left over from earlier matching or from a crash. */
  findOthers(currentId: number | null): number[]
  delete(id: number): void
}

export function createRunRepository(db: CatalogueDatabase): RunRepository {
  const add = db.prepare<[string, number, string, number]>(
    'INSERT INTO match_run (created_at, threshold, scorer_version, last_action_id) VALUES (?, ?, ?, ?)',
  )
  const find = db.prepare<[number], MatchRun>(
    'SELECT id, threshold, scorer_version AS scorerVersion, last_action_id AS lastActionId FROM match_run WHERE id = ?',
  )
  const others = db.prepare<[number], { id: number }>('SELECT id FROM match_run WHERE id <> ?')
  const remove = db.prepare<[number]>('DELETE FROM match_run WHERE id = ?')
  return {
    add: (run, at) => Number(add.run(at, run.threshold, run.scorerVersion, run.lastActionId).lastInsertRowid),
    find: (id) => find.get(id) ?? null,
    findOthers: (currentId) => others.all(currentId ?? 0).map((row) => row.id),
    delete: (id) => {
      remove.run(id)
    },
  }
}
