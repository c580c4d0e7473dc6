import type { CatalogueDatabase } from './open-database.ts'

/** One run of matching and grouping over the whole catalogue. */
export interface MatchRun {
  readonly id: number
  readonly threshold: number
  readonly scorerVersion: string
  /** The newest action that the run knew of; what was said since must be applied to its groups. */
  readonly lastActionId: number
  /** By this the distances of the encoder were multiplied to be read on the scale of the scorer's. */
  readonly distanceScale: number
}

export interface RunRepository {
  add(run: Omit<MatchRun, 'id'>, at: string): number
  find(id: number): MatchRun | null
  /** The run's groups are cut at another threshold now; in the transaction that cuts them. */
  setThreshold(id: number, threshold: number, lastActionId: number): void
  /** Runs other than the one that counts: left over from earlier matching or from a crash. */
  findOthers(currentId: number | null): number[]
  delete(id: number): void
}

export function createRunRepository(db: CatalogueDatabase): RunRepository {
  const add = db.prepare<[string, number, string, number, number]>(
    'INSERT INTO match_run (created_at, threshold, scorer_version, last_action_id, distance_scale) VALUES (?, ?, ?, ?, ?)',
  )
  const find = db.prepare<[number], MatchRun>(
    `SELECT id, threshold, scorer_version AS scorerVersion, last_action_id AS lastActionId, distance_scale AS distanceScale
     FROM match_run WHERE id = ?`,
  )
  const others = db.prepare<[number], { id: number }>('SELECT id FROM match_run WHERE id <> ?')
  const setThreshold = db.prepare<[number, number, number]>(
    'UPDATE match_run SET threshold = ?, last_action_id = ? WHERE id = ?',
  )
  const remove = db.prepare<[number]>('DELETE FROM match_run WHERE id = ?')
  return {
    add({ threshold, scorerVersion, lastActionId, distanceScale }, at) {
      const added = add.run(at, threshold, scorerVersion, lastActionId, distanceScale)
      return Number(added.lastInsertRowid)
    },
    find: (id) => find.get(id) ?? null,
    setThreshold: (id, threshold, lastActionId) => {
      setThreshold.run(threshold, lastActionId, id)
    },
    findOthers: (currentId) => others.all(currentId ?? 0).map((row) => row.id),
    delete: (id) => {
      remove.run(id)
    },
  }
}
