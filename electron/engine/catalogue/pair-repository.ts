import type { CatalogueDatabase } from './open-database.ts'

export interface ScoredPair {
  readonly itemA: number
  readonly itemB: number
  /** Calibrated probability, 0..1. */
  readonly score: number
}

export interface StoredPair extends ScoredPair {
  /** What was measured in each channel, as JSON written and parsed by match/. */
  readonly evidence: string
}

export interface PairRepository {
  addAll(runId: number, pairs: Iterable<StoredPair>): void
  find(runId: number, itemA: number, itemB: number): StoredPair | null
  /** Pairs at or above a score with at least one end among the items. */
  findTouching(runId: number, items: readonly number[], minimumScore: number): StoredPair[]
  /** As above, without their evidence; a pair with both ends among the items comes twice. Read from indexes alone. */
  findScoresTouching(runId: number, items: readonly number[], minimumScore: number): ScoredPair[]
  /** Pairs with both ends among the items. */
  findAmong(runId: number, items: readonly number[]): StoredPair[]
  /** Pairs of a run in the order of their items, `limit` at a time: those after a pair, or the first. */
  findAfter(runId: number, after: Pick<StoredPair, 'itemA' | 'itemB'> | null, limit: number): StoredPair[]
  /** Deletes up to `limit` pairs of a run that no longer counts; returns how many, so that it can be done in steps. */
  deleteSome(runId: number, limit: number): number
  count(runId: number): number
  /** The score of every pair of a run, one at a time, in no order; reads no evidence. */
  iterateScores(runId: number): Iterable<Pick<StoredPair, 'itemA' | 'itemB' | 'score'>>
  /** Every pair of a run, one at a time. */
  iterate(runId: number): Iterable<StoredPair>
}

export function createPairRepository(db: CatalogueDatabase): PairRepository {
  const columns = 'item_a AS itemA, item_b AS itemB, score, evidence'
  const add = db.prepare<[number, number, number, number, string]>(
    'INSERT INTO pair (run_id, item_a, item_b, score, evidence) VALUES (?, ?, ?, ?, ?)',
  )
  const find = db.prepare<[number, number, number], StoredPair>(
    `SELECT ${columns} FROM pair WHERE run_id = ? AND item_a = ? AND item_b = ?`,
  )
  const touching = db.prepare<[{ runId: number; items: string; minimumScore: number }], StoredPair>(
    `SELECT ${columns} FROM json_each(@items) AS wanted CROSS JOIN pair
       ON run_id = @runId AND item_a = wanted.value AND score >= @minimumScore
     UNION
     SELECT ${columns} FROM json_each(@items) AS wanted CROSS JOIN pair
       ON run_id = @runId AND item_b = wanted.value AND score >= @minimumScore`,
  )
  const scoresTouching = db.prepare<[{ runId: number; items: string; minimumScore: number }], ScoredPair>(
    `SELECT item_a AS itemA, item_b AS itemB, score FROM json_each(@items) AS wanted CROSS JOIN pair
       ON run_id = @runId AND item_a = wanted.value AND score >= @minimumScore
     UNION ALL
     SELECT item_a, item_b, score FROM json_each(@items) AS wanted CROSS JOIN pair
       ON run_id = @runId AND item_b = wanted.value AND score >= @minimumScore`,
  )
  const among = db.prepare<[{ runId: number; items: string }], StoredPair>(
    `SELECT ${columns} FROM json_each(@items) AS one CROSS JOIN json_each(@items) AS other ON one.value < other.value
     CROSS JOIN pair ON run_id = @runId AND item_a = one.value AND item_b = other.value ORDER BY item_a, item_b`,
  )
  const following = db.prepare<[number, number, number, number], StoredPair>(
    `SELECT ${columns} FROM pair WHERE run_id = ? AND (item_a, item_b) > (?, ?) ORDER BY item_a, item_b LIMIT ?`,
  )
  const all = db.prepare<[number], StoredPair>(`SELECT ${columns} FROM pair WHERE run_id = ?`)
  // Answered from the index pair_forward alone, which is a tenth of the table.
  const scores = db.prepare<[number], Pick<StoredPair, 'itemA' | 'itemB' | 'score'>>(
    'SELECT item_a AS itemA, item_b AS itemB, score FROM pair INDEXED BY pair_forward WHERE run_id = ?',
  )
  const deleteSome = db.prepare<[number, number, number]>(
    `DELETE FROM pair WHERE run_id = ? AND (item_a, item_b) IN (SELECT item_a, item_b FROM pair WHERE run_id = ? LIMIT ?)`,
  )
  const count = db.prepare<[number], { count: number }>('SELECT count(*) AS count FROM pair WHERE run_id = ?')
  return {
    addAll(runId, pairs) {
      for (const pair of pairs) add.run(runId, pair.itemA, pair.itemB, pair.score, pair.evidence)
    },
    find: (runId, itemA, itemB) => find.get(runId, Math.min(itemA, itemB), Math.max(itemA, itemB)) ?? null,
    findTouching: (runId, items, minimumScore) =>
      touching.all({ runId, items: JSON.stringify(items), minimumScore }),
    findScoresTouching: (runId, items, minimumScore) =>
      scoresTouching.all({ runId, items: JSON.stringify(items), minimumScore }),
    findAmong: (runId, items) => among.all({ runId, items: JSON.stringify(items) }),
    findAfter: (runId, after, limit) => following.all(runId, after?.itemA ?? 0, after?.itemB ?? 0, limit),
    deleteSome: (runId, limit) => deleteSome.run(runId, runId, limit).changes,
    count: (runId) => count.get(runId)?.count ?? 0,
    iterateScores: (runId) => scores.iterate(runId),
    iterate: (runId) => all.iterate(runId),
  }
}
