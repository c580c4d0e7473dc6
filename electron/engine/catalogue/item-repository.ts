import { z } from 'zod'
import type { Item } from '../../contract/items.ts'
import type { CatalogueDatabase } from './open-database.ts'

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
}

/** What matching needs of an item, small enough to hold for a whole catalogue. */
export interface MatchableItem {
  readonly id: number
  readonly title: string | null
  readonly brand: string | null
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

export interface ItemRepository {
  /** Adds or updates an item and the files it shows; in the caller's transaction. */
  save(sourceId: number, jobId: number, item: NewItem, fileIds: readonly number[]): void
  /** Items of the source that this import did not see; returns how many. */
  markUnseenMissing(sourceId: number, jobId: number): number
  /** In the order asked for; ids that do not exist are left out. */
  findByIds(ids: readonly number[]): Item[]
  /** Present items in id order. */
  findMatchable(): MatchableItem[]
  /** Present items' pictures in item and position order; only described ones. */
  findPicturesOfItems(): { itemId: number; pictureId: number }[]
  /** Every item, gone ones too: what was said of them still counts. */
  findAllNamed(): NamedItem[]
  countPresent(): number
  categories(): string[]
  /** Titles by item id, of the items that have one. */
  findTitles(ids: readonly number[]): Map<number, string>
  /** At most `limit` titles, spread over the catalogue. */
  sampleTitles(limit: number): string[]
  /** Those of the items that are present. */
  filterPresent(ids: readonly number[]): number[]
  /** Category by item id, of the items that have one. */
  findCategories(ids: readonly number[]): Map<number, string>
}

interface ItemRow {
  id: number
  externalId: string
  title: string | null
  description: string | null
  category: string | null
  brand: string | null
  price: number | null
  code: string | null
  labelGroup: string | null
  attributes: string
  source: string
  status: 'present' | 'missing'
}

interface PictureRow {
  itemId: number
  sha256: Buffer
  width: number
  height: number
  format: string
  path: string
}

const attributesSchema = z.array(z.object({ name: z.string(), value: z.string() }))
const SOURCE_NAME = 'ifnull(source.table_path, source.folder)'

export function createItemRepository(db: CatalogueDatabase): ItemRepository {
  const upsert = db.prepare<[Record<string, string | number | null>], { id: number }>(
    `INSERT INTO item (source_id, external_id, title, description, category, brand, price, code, label_group, attributes, status, line, seen_in)
     VALUES (@sourceId, @externalId, @title, @description, @category, @brand, @price, @code, @labelGroup, @attributes, 'present', @line, @jobId)
     ON CONFLICT (source_id, external_id) DO UPDATE SET
       title = excluded.title, description = excluded.description, category = excluded.category, brand = excluded.brand,
       price = excluded.price, code = excluded.code, label_group = excluded.label_group, attributes = excluded.attributes,
       status = 'present', line = excluded.line, seen_in = excluded.seen_in
     RETURNING id`,
  )
  const filesOf = db.prepare<[number], { fileId: number }>(
    'SELECT file_id AS fileId FROM item_file WHERE item_id = ? ORDER BY position',
  )
  const removeFiles = db.prepare<[number]>('DELETE FROM item_file WHERE item_id = ?')
  const addFile = db.prepare<[number, number, number]>(
    'INSERT INTO item_file (item_id, position, file_id) VALUES (?, ?, ?)',
  )
  const unseen = db.prepare<[number, number]>(
    "UPDATE item SET status = 'missing' WHERE source_id = ? AND seen_in <> ? AND status = 'present'",
  )
  const byIds = db.prepare<[string], ItemRow>(
    `SELECT item.id, external_id AS externalId, title, description, category, brand, price, code,
       label_group AS labelGroup, attributes, ${SOURCE_NAME} AS source, status
     FROM json_each(?) AS wanted JOIN item ON item.id = wanted.value JOIN source ON source.id = source_id`,
  )
  const picturesByIds = db.prepare<[string], PictureRow>(
    `SELECT item_id AS itemId, sha256, width, height, format, file.path
     FROM json_each(?) AS wanted JOIN item_file ON item_id = wanted.value
       JOIN file ON file.id = file_id JOIN picture ON picture.id = file.picture_id
     ORDER BY item_id, position`,
  )
  const matchable = db.prepare<[], MatchableItem>(
    `SELECT id, title, brand, category, price, code, label_group AS labelGroup
     FROM item WHERE status = 'present' ORDER BY id`,
  )
  const picturesOfItems = db.prepare<[], { itemId: number; pictureId: number }>(
    `SELECT item_id AS itemId, picture_id AS pictureId
     FROM item JOIN item_file ON item_id = item.id JOIN file ON file.id = file_id
     WHERE item.status = 'present' AND file.status = 'described' ORDER BY item_id, position`,
  )
  const named = db.prepare<[], { id: number; externalId: string; source: string }>(
    `SELECT item.id, external_id AS externalId, ${SOURCE_NAME} AS source
     FROM item JOIN source ON source.id = source_id ORDER BY item.id`,
  )
  const namedPictures = db.prepare<[], { itemId: number; path: string; sha256: Buffer }>(
    `SELECT item_id AS itemId, path, sha256 FROM item_file
       JOIN file ON file.id = file_id JOIN picture ON picture.id = picture_id ORDER BY item_id, position`,
  )
  const count = db.prepare<[], { count: number }>(
    "SELECT count(*) AS count FROM item WHERE status = 'present'",
  )
  const categories = db.prepare<[], { category: string }>(
    "SELECT DISTINCT category FROM item WHERE category IS NOT NULL AND status = 'present' ORDER BY category LIMIT 500",
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
  const categoriesOf = db.prepare<[string], { id: number; category: string }>(
    `SELECT item.id, category FROM json_each(?) AS wanted CROSS JOIN item ON item.id = wanted.value WHERE category IS NOT NULL`,
  )

  function saveFiles(itemId: number, fileIds: readonly number[]): void {
    const stored = filesOf.all(itemId)
    if (stored.length === fileIds.length && stored.every((row, position) => row.fileId === fileIds[position]))
      return
    removeFiles.run(itemId)
    fileIds.forEach((fileId, position) => addFile.run(itemId, position, fileId))
  }

  return {
    save(sourceId, jobId, { attributes, ...item }, fileIds) {
      const row = upsert.get({ ...item, sourceId, jobId, attributes: JSON.stringify(attributes) })
      if (row === undefined) throw new Error(`SQLite returned no row for the item ${item.externalId}`)
      saveFiles(row.id, fileIds)
    },
    markUnseenMissing: (sourceId, jobId) => unseen.run(sourceId, jobId).changes,
    findByIds(ids) {
      const wanted = JSON.stringify(ids)
      const pictures = Map.groupBy(picturesByIds.all(wanted), (row) => row.itemId)
      const found = new Map(byIds.all(wanted).map((row) => [row.id, asItem(row, pictures.get(row.id) ?? [])]))
      return ids.flatMap((id) => found.get(id) ?? [])
    },
    findMatchable: () => matchable.all(),
    findPicturesOfItems: () => picturesOfItems.all(),
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
    countPresent: () => count.get()?.count ?? 0,
    findTitles: (ids) => new Map(titlesOf.all(JSON.stringify(ids)).map((row) => [row.id, row.title])),
    sampleTitles: (limit) => sampled.all({ limit }).map((row) => row.title),
    filterPresent: (ids) => presentOf.all(JSON.stringify(ids)).map((row) => row.id),
    findCategories: (ids) =>
      new Map(categoriesOf.all(JSON.stringify(ids)).map((row) => [row.id, row.category])),
    categories: () => categories.all().map((row) => row.category),
  }
}

function asItem(row: ItemRow, pictures: readonly PictureRow[]): Item {
  return {
    ...row,
    attributes: attributesSchema.parse(JSON.parse(row.attributes)),
    pictures: pictures.map(({ sha256, width, height, format, path }) => ({
      sha256: sha256.toString('hex'),
      width,
      height,
      format,
      path,
      fileName: path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1),
    })),
  }
}
