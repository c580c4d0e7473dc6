import type { PictureBox } from '../../contract/items.ts'
import type { CatalogueDatabase } from './open-database.ts'
import { CURRENT_PICTURE_SPACE } from './current-spaces.ts'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A picture of which something is still to be described, and a file that holds it. */
export interface PendingPicture {
  readonly pictureId: number
  readonly path: string
  readonly fileId: number
}

export interface PendingBox extends PendingPicture, Box {}

export interface FoundRegion extends Box {
  readonly label: string
  readonly score: number
  readonly vector: Float32Array
}

/** A picture within a picture, described by itself. */
export interface InnerRegion {
  readonly box: Box
  readonly embedding: Float32Array
}

/** How a region is known: a label and a score where a detector found it, and whether it is a picture of its own. */
interface Knowledge {
  readonly label: string | null
  readonly score: number | null
  readonly isInner: 0 | 1
}

const GIVEN: Knowledge = { label: null, score: null, isInner: 0 }
const INNER: Knowledge = { ...GIVEN, isInner: 1 }

export interface RegionRepository {
  /** Given boxes without a vector in the space, by picture. */
  countPendingBoxes(spaceId: number): number
  findPendingBoxes(spaceId: number, afterPictureId: number, pictures: number): PendingBox[]
  /** Pictures that the space's detector has not looked at. */
  countUnsearched(spaceId: number): number
  findUnsearched(spaceId: number, afterPictureId: number, limit: number): PendingPicture[]
  /** In the caller's transaction. */
  saveGiven(spaceId: number, pictureId: number, box: Box, vector: Float32Array): void
  /** Everything a detector found in a picture, also nothing; in the caller's transaction. */
  saveFound(spaceId: number, pictureId: number, found: readonly FoundRegion[]): void
  /** The pictures within a picture; in the caller's transaction. */
  saveInner(spaceId: number, pictureId: number, inner: readonly InnerRegion[]): void
  /** What the model in use knows of, or the source gave for, each of some items' pictures. */
  findBoxesOfItems(items: readonly number[]): (PictureBox & { itemId: number; position: number })[]
  clear(): void
}

const bytesOf = (vector: Float32Array): Uint8Array =>
  new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)

const PENDING_BOXES = `
  SELECT file.picture_id AS pictureId, min(file.id) AS fileId, path,
    box_x AS x, box_y AS y, box_width AS width, box_height AS height
  FROM item_file JOIN file ON file.id = file_id AND file.status = 'described'
  WHERE box_x IS NOT NULL AND file.picture_id > @after AND NOT EXISTS (
    SELECT 1 FROM region JOIN region_embedding ON region_id = region.id AND space_id = @spaceId
    WHERE region.picture_id = file.picture_id AND x = box_x AND y = box_y AND width = box_width AND height = box_height)
  GROUP BY file.picture_id, box_x, box_y, box_width, box_height`

const UNSEARCHED = `
  SELECT picture_id AS pictureId, min(id) AS fileId, path FROM file
  WHERE status = 'described' AND picture_id > @after AND NOT EXISTS (
    SELECT 1 FROM searched_picture WHERE space_id = @spaceId AND searched_picture.picture_id = file.picture_id)
  GROUP BY picture_id`

export function createRegionRepository(db: CatalogueDatabase): RegionRepository {
  const countBoxes = db.prepare<[{ spaceId: number; after: number }], { count: number }>(
    `SELECT count(*) AS count FROM (${PENDING_BOXES})`,
  )
  const boxes = db.prepare<[{ spaceId: number; after: number; limit: number }], PendingBox>(
    `SELECT * FROM (${PENDING_BOXES}) WHERE pictureId IN (
       SELECT DISTINCT pictureId FROM (${PENDING_BOXES}) ORDER BY pictureId LIMIT @limit) ORDER BY pictureId`,
  )
  const countUnsearched = db.prepare<[{ spaceId: number; after: number }], { count: number }>(
    `SELECT count(*) AS count FROM (${UNSEARCHED})`,
  )
  const unsearched = db.prepare<[{ spaceId: number; after: number; limit: number }], PendingPicture>(
    `${UNSEARCHED} ORDER BY picture_id LIMIT @limit`,
  )
  const addRegion = db.prepare<[Box & { pictureId: number }], { id: number }>(
    `INSERT INTO region (picture_id, x, y, width, height) VALUES (@pictureId, @x, @y, @width, @height)
     ON CONFLICT (picture_id, x, y, width, height) DO UPDATE SET x = x RETURNING id`,
  )
  // A given box may be that of an inner picture.
  const addEmbedding = db.prepare<[Knowledge & { spaceId: number; regionId: number; vector: Uint8Array }]>(
    `INSERT INTO region_embedding (space_id, region_id, label, score, vector, is_inner)
     VALUES (@spaceId, @regionId, @label, @score, @vector, @isInner)
     ON CONFLICT (space_id, region_id) DO UPDATE
       SET label = excluded.label, score = excluded.score, vector = excluded.vector, is_inner = max(is_inner, excluded.is_inner)`,
  )
  const markSearched = db.prepare<[number, number]>(
    'INSERT OR IGNORE INTO searched_picture (space_id, picture_id) VALUES (?, ?)',
  )
  const ofItems = db.prepare<[{ items: string }], PictureBox & { itemId: number; position: number }>(
    `SELECT item_id AS itemId, position, box_x AS x, box_y AS y, box_width AS width, box_height AS height,
       NULL AS label, NULL AS score, 'given' AS origin
     FROM json_each(@items) AS wanted CROSS JOIN item_file ON item_id = wanted.value WHERE box_x IS NOT NULL
     UNION ALL
     SELECT item_id, position, region.x, region.y, region.width, region.height, label, score,
       iif(label IS NULL, 'inner', 'found')
     FROM json_each(@items) AS wanted CROSS JOIN item_file ON item_id = wanted.value
       CROSS JOIN file ON file.id = file_id CROSS JOIN region ON region.picture_id = file.picture_id
       CROSS JOIN region_embedding ON region_id = region.id AND space_id = ${CURRENT_PICTURE_SPACE}
     WHERE box_x IS NULL AND (label IS NOT NULL OR is_inner = 1) ORDER BY itemId, position, score DESC, y, x`,
  )
  const clearEmbeddings = db.prepare<[]>('DELETE FROM region_embedding')
  const clearSearched = db.prepare<[]>('DELETE FROM searched_picture')
  const clearRegions = db.prepare<[]>('DELETE FROM region')

  function save(
    spaceId: number,
    pictureId: number,
    { x, y, width, height }: Box,
    vector: Float32Array,
    knowledge: Knowledge,
  ): void {
    const row = addRegion.get({ pictureId, x, y, width, height })
    if (row === undefined) throw new Error('SQLite returned no row for a saved region')
    addEmbedding.run({ ...knowledge, spaceId, regionId: row.id, vector: bytesOf(vector) })
  }

  return {
    countPendingBoxes: (spaceId) => countBoxes.get({ spaceId, after: 0 })?.count ?? 0,
    findPendingBoxes: (spaceId, after, limit) => boxes.all({ spaceId, after, limit }),
    countUnsearched: (spaceId) => countUnsearched.get({ spaceId, after: 0 })?.count ?? 0,
    findUnsearched: (spaceId, after, limit) => unsearched.all({ spaceId, after, limit }),
    saveGiven: (spaceId, pictureId, box, vector) => save(spaceId, pictureId, box, vector, GIVEN),
    saveFound(spaceId, pictureId, found) {
      for (const { vector, label, score, ...box } of found)
        save(spaceId, pictureId, box, vector, { ...GIVEN, label, score })
      markSearched.run(spaceId, pictureId)
    },
    saveInner(spaceId, pictureId, inner) {
      for (const { box, embedding } of inner) save(spaceId, pictureId, box, embedding, INNER)
    },
    findBoxesOfItems: (items) => ofItems.all({ items: JSON.stringify(items) }),
    clear() {
      clearEmbeddings.run()
      clearSearched.run()
      clearRegions.run()
    },
  }
}
