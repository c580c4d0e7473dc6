import type { CatalogueDatabase } from './open-database.ts'

/** The map of a space, as it was drawn. */
export interface StoredMap {
  readonly drawnAt: string
  readonly seed: number
  /** Points that the projection was computed of. */
  readonly fitted: number
}

/** Where one view lies on the map. */
export interface MapPoint {
  /** A picture's id, or a region's with a minus sign. */
  readonly view: number
  readonly x: number
  readonly y: number
  /** One of those that the projection was computed of. */
  readonly isFitted: boolean
}

export interface MapRepository {
  find(spaceId: number): StoredMap | null
  /** What of the space can be placed: whatever has a vector. */
  describedViews(spaceId: number): Set<number>
  points(spaceId: number): Generator<MapPoint, void, undefined>
  /** Begins a map anew: its points go. */
  save(spaceId: number, map: StoredMap): void
  addPoints(spaceId: number, points: Iterable<MapPoint>): void
}

interface PointRow {
  readonly view: number
  readonly x: number
  readonly y: number
  readonly fitted: number
}

/** How the map names what lies on it. */
export function viewOnMap(pictureId: number, regionId: number): number {
  return regionId === 0 ? pictureId : -regionId
}

export function createMapRepository(db: CatalogueDatabase): MapRepository {
  const find = db.prepare<[number], StoredMap>(
    'SELECT drawn_at AS drawnAt, seed, fitted FROM embedding_map WHERE space_id = ?',
  )
  const points = db.prepare<[number], PointRow>(
    'SELECT view, x, y, fitted FROM map_point WHERE space_id = ? ORDER BY view',
  )
  const described = db.prepare<[{ spaceId: number }], { view: number }>(
    `SELECT picture_id AS view FROM embedding WHERE space_id = @spaceId
     UNION ALL SELECT -region_id FROM region_embedding WHERE space_id = @spaceId`,
  )
  const save = db.prepare<[number, string, number, number]>(
    'INSERT OR REPLACE INTO embedding_map (space_id, drawn_at, seed, fitted) VALUES (?, ?, ?, ?)',
  )
  const clear = db.prepare<[number]>('DELETE FROM map_point WHERE space_id = ?')
  const add = db.prepare<[number, number, number, number, number]>(
    'INSERT OR REPLACE INTO map_point (space_id, view, x, y, fitted) VALUES (?, ?, ?, ?, ?)',
  )
  return {
    find: (spaceId) => find.get(spaceId) ?? null,
    describedViews: (spaceId) => new Set(described.all({ spaceId }).map(({ view }) => view)),
    *points(spaceId) {
      for (const { view, x, y, fitted } of points.iterate(spaceId))
        yield { view, x, y, isFitted: fitted === 1 }
    },
    save(spaceId, { drawnAt, seed, fitted }) {
      clear.run(spaceId)
      save.run(spaceId, drawnAt, seed, fitted)
    },
    addPoints(spaceId, added) {
      for (const { view, x, y, isFitted } of added) add.run(spaceId, view, x, y, isFitted ? 1 : 0)
    },
  }
}
