import type { CatalogueDatabase } from './open-database.ts'

/** A pair that is put before the curator by itself. */
export interface QueuedPair {
  readonly kind: 'join' | 'check'
  /** The stratum that a check was drawn from; 0 for a join. */
  readonly stratum: number
  /** Joins: by what they are worth, most first. Checks: as they were drawn. */
  readonly place: number
  readonly itemA: number
  readonly itemB: number
  readonly score: number
  /** Of a join: the missing pairs that a yes is expected to bring; 0 of a check. */
  readonly value: number
}

export interface QueueStratum {
  readonly stratum: number
  /** Pairs that nothing was said of when the run was matched. */
  readonly pairs: number
  /** Their scores added up: as many of them are expected to be the same product. */
  readonly scoreSum: number
}

export interface QueueRepository {
  save(runId: number, pairs: Iterable<QueuedPair>, strata: readonly QueueStratum[]): void
  findPairs(runId: number, kind: QueuedPair['kind']): QueuedPair[]
  findStrata(runId: number): QueueStratum[]
  deleteRun(runId: number): void
}

export function createQueueRepository(db: CatalogueDatabase): QueueRepository {
  const addPair = db.prepare<[QueuedPair & { runId: number }]>(
    `INSERT INTO queue_pair (run_id, kind, stratum, place, item_a, item_b, score, value)
     VALUES (@runId, @kind, @stratum, @place, @itemA, @itemB, @score, @value)`,
  )
  const addStratum = db.prepare<[QueueStratum & { runId: number }]>(
    'INSERT INTO queue_stratum (run_id, stratum, pairs, score_sum) VALUES (@runId, @stratum, @pairs, @scoreSum)',
  )
  const pairs = db.prepare<[number, string], QueuedPair>(
    `SELECT kind, stratum, place, item_a AS itemA, item_b AS itemB, score, value
     FROM queue_pair WHERE run_id = ? AND kind = ? ORDER BY stratum, place`,
  )
  const strata = db.prepare<[number], QueueStratum>(
    'SELECT stratum, pairs, score_sum AS scoreSum FROM queue_stratum WHERE run_id = ? ORDER BY stratum',
  )
  const deletePairs = db.prepare<[number]>('DELETE FROM queue_pair WHERE run_id = ?')
  const deleteStrata = db.prepare<[number]>('DELETE FROM queue_stratum WHERE run_id = ?')
  return {
    save(runId, queued, sizes) {
      for (const pair of queued) addPair.run({ ...pair, runId })
      for (const stratum of sizes) addStratum.run({ ...stratum, runId })
    },
    findPairs: (runId, kind) => pairs.all(runId, kind),
    findStrata: (runId) => strata.all(runId),
    deleteRun(runId) {
      deletePairs.run(runId)
      deleteStrata.run(runId)
    },
  }
}
