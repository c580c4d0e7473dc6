import type { CatalogueDatabase } from './open-database.ts'

/** A scorer fitted from this catalogue's verdicts. */
export interface StoredScorer {
  readonly version: string
  readonly createdAt: string
  /** From how many verdicts */
  readonly verdicts: number
  /** JSON written and parsed by match/. */
  readonly file: string
}

export interface ScorerRepository {
  add(scorer: StoredScorer): void
  find(version: string): StoredScorer | null
  /** Newest first. */
  list(): StoredScorer[]
}

export function createScorerRepository(db: CatalogueDatabase): ScorerRepository {
  const columns = 'version, created_at AS createdAt, verdicts, file'
  const add = db.prepare<[StoredScorer]>(
    'INSERT INTO scorer_version (version, created_at, verdicts, file) VALUES (@version, @createdAt, @verdicts, @file)',
  )
  const find = db.prepare<[string], StoredScorer>(`SELECT ${columns} FROM scorer_version WHERE version = ?`)
  const list = db.prepare<[], StoredScorer>(`SELECT ${columns} FROM scorer_version ORDER BY id DESC`)
  return {
    add: (scorer) => {
      add.run(scorer)
    },
    find: (version) => find.get(version) ?? null,
    list: () => list.all(),
  }
}
