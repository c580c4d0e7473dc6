import { z } from 'zod'
import type { CatalogueDatabase } from './open-database.ts'
import { CURRENT_CATEGORY_SPACE } from './current-spaces.ts'

/** An item to classify: by its title and its first picture. */
export interface PendingCategory {
  readonly itemId: number
  readonly title: string
  readonly pictureId: number
  readonly path: string
  readonly fileId: number
}

export interface PredictedClass {
  readonly name: string
  /** 0..1 */
  readonly probability: number
}

export interface CategoryRepository {
  /** Present items with a title and a described picture, and those of them classified by both as they are now. */
  count(spaceId: number): { items: number; classified: number }
  findPending(spaceId: number, afterItemId: number, limit: number): PendingCategory[]
  /** @param best null where the model is not sure enough; in the caller's transaction */
  save(spaceId: number, item: PendingCategory, best: string | null, classes: readonly PredictedClass[]): void
  /** What the model in use takes each of some items for; those it has not seen are left out. */
  findOfItems(items: readonly number[]): Map<number, PredictedClass[]>
  clear(): void
}

const CLASSIFIABLE = `item JOIN item_file ON item_file.item_id = item.id AND position = 0
  JOIN file ON file.id = file_id AND file.status = 'described'`
const UP_TO_DATE = `space_id = @spaceId AND predicted_category.item_id = item.id
  AND predicted_category.title = item.title AND predicted_category.picture_id = file.picture_id`

const storedClasses = z.array(z.tuple([z.string(), z.number()]))

export function createCategoryRepository(db: CatalogueDatabase): CategoryRepository {
  const count = db.prepare<[{ spaceId: number }], { items: number; classified: number }>(
    `SELECT count(*) AS items, count(classes) AS classified
     FROM ${CLASSIFIABLE} LEFT JOIN predicted_category ON ${UP_TO_DATE}
     WHERE item.status = 'present' AND item.title IS NOT NULL`,
  )
  const pending = db.prepare<[{ spaceId: number; after: number; limit: number }], PendingCategory>(
    `SELECT item.id AS itemId, item.title, file.picture_id AS pictureId, path, file.id AS fileId FROM ${CLASSIFIABLE}
     WHERE item.id > @after AND item.status = 'present' AND item.title IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM predicted_category WHERE ${UP_TO_DATE}) ORDER BY item.id LIMIT @limit`,
  )
  const add = db.prepare<[Record<string, string | number | null>]>(
    `INSERT OR REPLACE INTO predicted_category (space_id, item_id, title, picture_id, best, classes)
     VALUES (@spaceId, @itemId, @title, @pictureId, @best, @classes)`,
  )
  const ofItems = db.prepare<[string], { itemId: number; classes: string }>(
    `SELECT item_id AS itemId, classes FROM json_each(?) AS wanted
     CROSS JOIN predicted_category ON space_id = ${CURRENT_CATEGORY_SPACE} AND item_id = wanted.value`,
  )
  const clear = db.prepare<[]>('DELETE FROM predicted_category')
  return {
    count: (spaceId) => count.get({ spaceId }) ?? { items: 0, classified: 0 },
    findPending: (spaceId, after, limit) => pending.all({ spaceId, after, limit }),
    save: (spaceId, { itemId, title, pictureId }, best, classes) => {
      const stored = JSON.stringify(classes.map(({ name, probability }) => [name, probability]))
      add.run({ spaceId, itemId, title, pictureId, best, classes: stored })
    },
    findOfItems: (items) =>
      new Map(
        ofItems
          .all(JSON.stringify(items))
          .map(({ itemId, classes }) => [
            itemId,
            storedClasses.parse(JSON.parse(classes)).map(([name, probability]) => ({ name, probability })),
          ]),
      ),
    clear: () => {
      clear.run()
    },
  }
}
