import { isDeepStrictEqual } from 'node:util'
import type { Item } from '../../contract/items.ts'
import type { CategoryRepository } from './category-repository.ts'
import { CURRENT_CATEGORY_SPACE } from './current-spaces.ts'
import type { CatalogueDatabase } from './open-database.ts'
import type { Box, RegionRepository } from './region-repository.ts'
import { asItem, type ItemPictureRow, type ItemRow } from './stored-item.ts'

export interface NewItem {
  readonly externalId: string
  readonly title: string | null
  readonly description: string | null
  readonly category: string | null
  readonly brand: string | null
  readonly price: number | null
  readonly code: string | null
  readonly labelGroup: string | null
  readonly attributes: readonly { readonly name: string; readonly value: string }[]
  readonly line: number
  /** 8 bytes: the hash that its source gives for its picture. */
  readonly phash?: Uint8Array | null
}

/** A file that an item shows, and the part of it that it means; null for all of it. */
export interface ShownFile {
  readonly fileId: number
  readonly box: Box | null
}

/** What matching needs of an item, small enough to hold for a whole catalogue. */
export interface MatchableItem {
  readonly id: number
  readonly title: string | null
  readonly brand: string | null
  /** As given, or else as the model in use is sure of. */
  readonly category: string | null
  readonly price: number | null
  readonly code: string | null
  readonly labelGroup: string | null
}

/** What an export names an item by. */
export interface NamedItem {
  readonly id: number
  readonly externalId: string
  readonly source: string
  readonly pictures: { readonly path: string; readonly sha256: string }[]
}

/** What a listing says of itself, for an export. */
export interface StoredListing {
  readonly id: number
  readonly title: string | null
  readonly description: string | null
  readonly brand: string | null
  readonly category: string | null
  readonly price: number | null
  readonly code: string | null
  readonly labelGroup: string | null
  /** A JSON object of names to values. */
  readonly attributes: string
}

export interface ItemRepository {
  /** Adds or updates an item and the files it shows; in the caller's transaction. */
  save(sourceId: number, jobId: number, item: NewItem, files: readonly ShownFile[]): void
  /** Items of the source that this import did not see; returns how many. */
  markUnseenMissing(sourceId: number, jobId: number): number
  /** In the order asked for; ids that do not exist are left out. */
  findByIds(ids: readonly number[]): Item[]
  /**
   * Present items in id order.
   * @param categorySpace whose predictions stand where no category is given; null: nobody's; left out: that in use
   */
  findMatchable(categorySpace?: number | null): MatchableItem[]
  /** Every item, gone ones too: what was said of them still counts. */
  findAllNamed(): NamedItem[]
  /** Present items in id order, one at a time. */
  iterateListings(): IterableIterator<StoredListing>
  countPresent(): number
  /** Given and predicted ones. */
  categories(): string[]
  /** Titles by item id, of the items that have one. */
  findTitles(ids: readonly number[]): Map<number, string>
  /** At most `limit` titles, spread over the catalogue. */
  sampleTitles(limit: number): string[]
  /** Those of the items that are present. */
  filterPresent(ids: readonly number[]): number[]
  /**
   * Given or predicted category by item id, of the items that have one.
   * @param categorySpace as above
   */
  findCategories(ids: readonly number[], categorySpace?: number | null): Map<number, string>
}

const SOURCE_NAME = 'ifnull(source.table_path, source.folder)'
const categoryIn = (space: string): string => `ifnull(item.category, (SELECT best FROM predicted_category
  WHERE space_id = ${space} AND predicted_category.item_id = item.id))`
const CATEGORY = categoryIn(CURRENT_CATEGORY_SPACE)

export function createItemRepository(
  db: CatalogueDatabase,
  regions: RegionRepository,
  predictedCategories: CategoryRepository,
): ItemRepository {
  const upsert = db.prepare<[Record<string, string | number | Uint8Array | null>], { id: number }>(
    `INSERT INTO item (source_id, external_id, title, description, category, brand, price, code, label_group, attributes, status, line, seen_in, given_phash)
     VALUES (@sourceId, @externalId, @title, @description, @category, @brand, @price, @code, @labelGroup, @attributes, 'present', @line, @jobId, @phash)
     ON CONFLICT (source_id, external_id) DO UPDATE SET
       title = excluded.title, description = excluded.description, category = excluded.category, brand = excluded.brand,
       price = excluded.price, code = excluded.code, label_group = excluded.label_group, attributes = excluded.attributes,
       status = 'present', line = excluded.line, seen_in = excluded.seen_in, given_phash = excluded.given_phash
     RETURNING id`,
  )
  const filesOf = db.prepare<
    [number],
    { fileId: number; x: number | null; y: number | null; width: number | null; height: number | null }
  >(
    `SELECT file_id AS fileId, box_x AS x, box_y AS y, box_width AS width, box_height AS height
     FROM item_file WHERE item_id = ? ORDER BY position`,
  )
  const removeFiles = db.prepare<[number]>('DELETE FROM item_file WHERE item_id = ?')
  const addFile = db.prepare<[Record<string, number | null>]>(
    `INSERT INTO item_file (item_id, position, file_id, box_x, box_y, box_width, box_height)
     VALUES (@itemId, @position, @fileId, @x, @y, @width, @height)`,
  )
  const unseen = db.prepare<[number, number]>(
    "UPDATE item SET status = 'missing' WHERE source_id = ? AND seen_in <> ? AND status = 'present'",
  )
  const byIds = db.prepare<[string], ItemRow>(
    `SELECT item.id, external_id AS externalId, title, description, category, brand, price, code,
       label_group AS labelGroup, attributes, ${SOURCE_NAME} AS source, status
     FROM json_each(?) AS wanted JOIN item ON item.id = wanted.value JOIN source ON source.id = source_id`,
  )
  const picturesByIds = db.prepare<[string], ItemPictureRow>(
    `SELECT item_id AS itemId, position, sha256, width, height, format, file.path
     FROM json_each(?) AS wanted JOIN item_file ON item_id = wanted.value
       JOIN file ON file.id = file_id JOIN picture ON picture.id = file.picture_id
     ORDER BY item_id, position`,
  )
  const selectMatchable = (category: string): string =>
    `SELECT id, title, brand, ${category} AS category, price, code, label_group AS labelGroup
     FROM item WHERE status = 'present' ORDER BY id`
  const matchable = db.prepare<[], MatchableItem>(selectMatchable(CATEGORY))
  const matchableIn = db.prepare<[{ space: number | null }], MatchableItem>(
    selectMatchable(categoryIn('@space')),
  )
  const named = db.prepare<[], { id: number; externalId: string; source: string }>(
    `SELECT item.id, external_id AS externalId, ${SOURCE_NAME} AS source
     FROM item JOIN source ON source.id = source_id ORDER BY item.id`,
  )
  const listings = db.prepare<[], StoredListing>(
    `SELECT id, title, description, brand, category, price, code, label_group AS labelGroup,
       (SELECT json_group_object(value ->> 'name', value ->> 'value') FROM json_each(attributes)) AS attributes
     FROM item WHERE status = 'present' ORDER BY id`,
  )
  const namedPictures = db.prepare<[], { itemId: number; path: string; sha256: Buffer }>(
    `SELECT item_id AS itemId, path, sha256 FROM item_file
       JOIN file ON file.id = file_id JOIN picture ON picture.id = picture_id ORDER BY item_id, position`,
  )
  const count = db.prepare<[], { count: number }>(
    "SELECT count(*) AS count FROM item WHERE status = 'present'",
  )
  const categories = db.prepare<[], { category: string }>(
    `SELECT DISTINCT ${CATEGORY} AS category FROM item WHERE status = 'present' AND ${CATEGORY} IS NOT NULL
     ORDER BY 1 LIMIT 500`,
  )
  const titlesOf = db.prepare<[string], { id: number; title: string }>(
    'SELECT item.id, title FROM json_each(?) AS wanted CROSS JOIN item ON item.id = wanted.value WHERE title IS NOT NULL',
  )
  const sampled = db.prepare<[{ limit: number }], { title: string }>(
    `SELECT title FROM item WHERE title IS NOT NULL
       AND id % (SELECT max(1, count(*) / @limit) FROM item WHERE title IS NOT NULL) = 0 LIMIT @limit`,
  )
  const presentOf = db.prepare<[string], { id: number }>(
    "SELECT item.id FROM json_each(?) AS wanted CROSS JOIN item ON item.id = wanted.value WHERE status = 'present' ORDER BY item.id",
  )
  const selectCategories = (category: string): string =>
    `SELECT item.id, ${category} AS category FROM json_each(@ids) AS wanted
     CROSS JOIN item ON item.id = wanted.value WHERE ${category} IS NOT NULL`
  const categoriesOf = db.prepare<[{ ids: string }], { id: number; category: string }>(
    selectCategories(CATEGORY),
  )
  const categoriesIn = db.prepare<[{ ids: string; space: number | null }], { id: number; category: string }>(
    selectCategories(categoryIn('@space')),
  )

  function saveFiles(itemId: number, files: readonly ShownFile[]): void {
    const rows = files.map(({ fileId, box }) => ({
      fileId,
      x: box?.x ?? null,
      y: box?.y ?? null,
      width: box?.width ?? null,
      height: box?.height ?? null,
    }))
    if (isDeepStrictEqual(filesOf.all(itemId), rows)) return
    removeFiles.run(itemId)
    rows.forEach((row, position) => addFile.run({ itemId, position, ...row }))
  }

  return {
    save(sourceId, jobId, { attributes, phash = null, ...item }, files) {
      const row = upsert.get({ ...item, phash, sourceId, jobId, attributes: JSON.stringify(attributes) })
      if (row === undefined) throw new Error(`SQLite returned no row for the item ${item.externalId}`)
      saveFiles(row.id, files)
    },
    markUnseenMissing: (sourceId, jobId) => unseen.run(sourceId, jobId).changes,
    findByIds(ids) {
      const wanted = JSON.stringify(ids)
      const pictures = Map.groupBy(picturesByIds.all(wanted), (row) => row.itemId)
      const boxes = Map.groupBy(regions.findBoxesOfItems(ids), (box) => box.itemId)
      const predicted = predictedCategories.findOfItems(ids)
      const found = new Map(
        byIds
          .all(wanted)
          .map((row) => [
            row.id,
            asItem(row, pictures.get(row.id) ?? [], boxes.get(row.id) ?? [], predicted.get(row.id) ?? []),
          ]),
      )
      return ids.flatMap((id) => found.get(id) ?? [])
    },
    findMatchable: (space) => (space === undefined ? matchable.all() : matchableIn.all({ space })),
    findAllNamed() {
      const pictures = Map.groupBy(namedPictures.all(), (row) => row.itemId)
      return named.all().map((row) => ({
        ...row,
        pictures: (pictures.get(row.id) ?? []).map(({ path, sha256 }) => ({
          path,
          sha256: sha256.toString('hex'),
        })),
      }))
    },
    iterateListings: () => listings.iterate(),
    countPresent: () => count.get()?.count ?? 0,
    findTitles: (ids) => new Map(titlesOf.all(JSON.stringify(ids)).map((row) => [row.id, row.title])),
    sampleTitles: (limit) => sampled.all({ limit }).map((row) => row.title),
    filterPresent: (ids) => presentOf.all(JSON.stringify(ids)).map((row) => row.id),
    findCategories(ids, space) {
      const wanted = JSON.stringify(ids)
      const found =
        space === undefined ? categoriesOf.all({ ids: wanted }) : categoriesIn.all({ ids: wanted, space })
      return new Map(found.map((row) => [row.id, row.category]))
    },
    categories: () => categories.all().map((row) => row.category),
  }
}
