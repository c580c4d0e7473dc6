import type { CatalogueDatabase } from './open-database.ts'

export interface SpaceKey {
  readonly modelId: string
  readonly version: string
  readonly preprocessing: string
  readonly dimension: number
  readonly metric: string
}

export interface StoredSpace extends SpaceKey {
  readonly id: number
}

export interface SpaceRepository {
  /** Adds the space if it is new; returns its id. */
  save(space: SpaceKey): number
  /** Null before anything was described in it. */
  find(space: SpaceKey): number | null
  findById(id: number): StoredSpace | null
}

export function createSpaceRepository(db: CatalogueDatabase): SpaceRepository {
  const add = db.prepare<[SpaceKey], { id: number }>(
    `INSERT INTO space (model_id, model_version, preprocessing, dimension, metric)
     VALUES (@modelId, @version, @preprocessing, @dimension, @metric)
     ON CONFLICT (model_id, model_version, preprocessing, dimension, metric) DO UPDATE SET metric = metric RETURNING id`,
  )
  const find = db.prepare<[SpaceKey], { id: number }>(
    `SELECT id FROM space WHERE model_id = @modelId AND model_version = @version
       AND preprocessing = @preprocessing AND dimension = @dimension AND metric = @metric`,
  )
  const byId = db.prepare<[number], StoredSpace>(
    'SELECT id, model_id AS modelId, model_version AS version, preprocessing, dimension, metric FROM space WHERE id = ?',
  )
  return {
    save(key) {
      const row = add.get(key)
      if (row === undefined) throw new Error('SQLite returned no row for a saved space')
      return row.id
    },
    find: (key) => find.get(key)?.id ?? null,
    findById: (id) => byId.get(id) ?? null,
  }
}
