import type { CatalogueDatabase } from './open-database.ts'

/**
 * A view is what is compared of a picture: the whole of it, a picture within it, the part that a listing means, or an item
 * that a detector found in it. Row n of each array is view n, the whole pictures first, in id order, then the regions, then the hashes
 * that a source gave for pictures which are not there.
 */
export interface Views {
  /** 0 where there is only a given hash. */
  readonly pictureIds: Uint32Array
  /** 0 for a whole picture; the item's id for a given hash. */
  readonly regionIds: Uint32Array
  /** 0 where nobody said what it shows; n for `labelNames[n - 1]`. */
  readonly labels: Uint16Array
  readonly labelNames: readonly string[]
  /** [n, 8] bytes, of the whole picture. */
  readonly phashes: Uint8Array
  /** [n, dimension], L2-normalised; NaN where a view has no vector in the space. */
  readonly vectors: Float32Array
}

export interface ViewOfItem {
  readonly itemId: number
  /** 0 where there is only a given hash. */
  readonly pictureId: number
  /** 0 for a whole picture; the item's id for a given hash. */
  readonly regionId: number
}

export interface DescribedView extends ViewOfItem {
  readonly label: string | null
  readonly phash: Buffer
  /** float32, as bytes; null where it was not described in the space. */
  readonly vector: Buffer | null
}

export interface ViewRepository {
  loadAll(spaceId: number, dimension: number): Views
  /** The views of present items, in item and position order. */
  findOfPresentItems(spaceId: number): ViewOfItem[]
  /** The views of some items with their descriptors, in item and position order. */
  findOfItems(items: readonly number[], spaceId: number): DescribedView[]
}

interface ViewRow {
  readonly pictureId: number
  readonly regionId: number
  readonly label: string | null
  readonly phash: Buffer
  readonly vector: Buffer | null
}

/** In this order, also where the regions of a space are few now and many later: from the items to their pictures. */
const SHOWN = `item_file CROSS JOIN file ON file.id = file_id AND file.status = 'described'
  CROSS JOIN picture ON picture.id = file.picture_id`
const REGIONS = `region CROSS JOIN region_embedding ON region_id = region.id AND space_id = @spaceId`
/** The regions that an item shows instead of the whole picture: the one it means, or else all items that a detector found. */
const ITS_REGION = `region.picture_id = picture.id AND (
    (box_x IS NULL AND label IS NOT NULL)
    OR (box_x = region.x AND box_y = region.y AND box_width = region.width AND box_height = region.height))`

/** Items of whose picture only the hash is known that their source gave. */
const HASHED = `item WHERE given_phash IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM item_file JOIN file ON file.id = file_id AND file.status = 'described' WHERE item_id = item.id)`

/** @param items which rows of item_file */
function viewsSql(columns: string, items: string): string {
  return `
    SELECT item_id AS itemId, picture.id AS pictureId, 0 AS regionId, position ${columns === '' ? '' : `, NULL AS label, phash, embedding.vector`}
    FROM ${SHOWN}
      LEFT JOIN embedding ON embedding.space_id = @spaceId AND embedding.picture_id = picture.id AND box_x IS NULL
    WHERE ${items} AND NOT EXISTS (
      SELECT 1 FROM ${REGIONS} WHERE ${ITS_REGION})
    UNION ALL
    SELECT item_id, picture.id, region.id, position ${columns}
    FROM ${SHOWN} CROSS JOIN ${REGIONS}
    WHERE ${items} AND region.picture_id = picture.id AND (${ITS_REGION} OR (box_x IS NULL AND is_inner = 1))
    UNION ALL
    SELECT item_id, 0, item_id, 0 ${columns === '' ? '' : ', NULL, phash, NULL'}
    FROM (SELECT id AS item_id, given_phash AS phash FROM ${HASHED}) WHERE ${items}
    ORDER BY itemId, position, regionId`
}

export function createViewRepository(db: CatalogueDatabase): ViewRepository {
  const countPictures = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM picture')
  const countRegions = db.prepare<[number], { count: number }>(
    'SELECT count(*) AS count FROM region_embedding WHERE space_id = ?',
  )
  const pictures = db.prepare<[number], ViewRow>(
    `SELECT picture.id AS pictureId, 0 AS regionId, NULL AS label, phash, vector
     FROM picture LEFT JOIN embedding ON picture_id = picture.id AND space_id = ? ORDER BY picture.id`,
  )
  const regions = db.prepare<[number], ViewRow>(
    `SELECT picture_id AS pictureId, region.id AS regionId, label, phash, vector
     FROM region_embedding JOIN region ON region.id = region_id JOIN picture ON picture.id = picture_id
     WHERE space_id = ? ORDER BY region.id`,
  )
  const countHashed = db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM ${HASHED}`)
  const hashed = db.prepare<[], ViewRow>(
    `SELECT 0 AS pictureId, id AS regionId, NULL AS label, given_phash AS phash, NULL AS vector FROM ${HASHED} ORDER BY id`,
  )
  const ofPresent = db.prepare<[{ spaceId: number }], ViewOfItem>(
    viewsSql('', "item_id IN (SELECT id FROM item WHERE status = 'present')"),
  )
  const ofItems = db.prepare<[{ spaceId: number; items: string }], DescribedView>(
    viewsSql(', label, phash, region_embedding.vector', 'item_id IN (SELECT value FROM json_each(@items))'),
  )
  return {
    loadAll(spaceId, dimension) {
      const counts = [countPictures.get(), countRegions.get(spaceId), countHashed.get()]
      const count = counts.reduce((sum, row) => sum + (row?.count ?? 0), 0)
      const views = {
        pictureIds: new Uint32Array(count),
        regionIds: new Uint32Array(count),
        labels: new Uint16Array(count),
        phashes: new Uint8Array(count * 8),
        vectors: new Float32Array(count * dimension).fill(Number.NaN),
      }
      const labelNumbers = new Map<string, number>()
      const bytes = new Uint8Array(views.vectors.buffer)
      let view = 0
      const add = ({ pictureId, regionId, label, phash, vector }: ViewRow): void => {
        views.pictureIds[view] = pictureId
        views.regionIds[view] = regionId
        views.labels[view] = label === null ? 0 : numberOf(label, labelNumbers)
        views.phashes.set(phash, view * 8)
        if (vector !== null) bytes.set(checkedVector(vector, dimension, pictureId), view * dimension * 4)
        view += 1
      }
      for (const row of pictures.iterate(spaceId)) add(row)
      for (const row of regions.iterate(spaceId)) add(row)
      for (const row of hashed.iterate()) add(row)
      return { ...views, labelNames: [...labelNumbers.keys()] }
    },
    findOfPresentItems: (spaceId) => ofPresent.all({ spaceId }),
    findOfItems: (items, spaceId) => ofItems.all({ spaceId, items: JSON.stringify(items) }),
  }
}

function numberOf(label: string, numbers: Map<string, number>): number {
  const known = numbers.get(label)
  if (known !== undefined) return known
  numbers.set(label, numbers.size + 1)
  return numbers.size
}

function checkedVector(vector: Buffer, dimension: number, pictureId: number): Buffer {
  if (vector.byteLength !== dimension * 4)
    throw new Error(
      `Expected a vector of ${dimension * 4} bytes for picture ${pictureId} but found ${vector.byteLength}`,
    )
  return vector
}
