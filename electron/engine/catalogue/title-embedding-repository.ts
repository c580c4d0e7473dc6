import type { CatalogueDatabase } from './open-database.ts'

export interface PendingTitle {
  readonly itemId: number
  readonly title: string
}

export interface TitleEmbeddingRepository {
  /** Titles of present items, and those of them whose vector in the space is of the title as it is now. */
  count(spaceId: number): { titles: number; embedded: number }
  findPending(spaceId: number, afterItemId: number, limit: number): PendingTitle[]
  /** In the caller's transaction. */
  save(spaceId: number, title: PendingTitle, vector: Float32Array): void
  /** Row n is item `items[n]`; NaN where it has no vector. */
  load(spaceId: number, items: Uint32Array, dimension: number): Float32Array
  clear(): void
}

const UP_TO_DATE = 'space_id = @spaceId AND item_id = item.id AND title_embedding.title = item.title'

export function createTitleEmbeddingRepository(db: CatalogueDatabase): TitleEmbeddingRepository {
  const count = db.prepare<[{ spaceId: number }], { titles: number; embedded: number }>(
    `SELECT count(*) AS titles, count(vector) AS embedded FROM item LEFT JOIN title_embedding ON ${UP_TO_DATE}
     WHERE status = 'present' AND item.title IS NOT NULL`,
  )
  const pending = db.prepare<[{ spaceId: number; after: number; limit: number }], PendingTitle>(
    `SELECT id AS itemId, title FROM item
     WHERE id > @after AND status = 'present' AND title IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM title_embedding WHERE ${UP_TO_DATE}) ORDER BY id LIMIT @limit`,
  )
  const add = db.prepare<[number, number, string, Uint8Array]>(
    'INSERT OR REPLACE INTO title_embedding (space_id, item_id, title, vector) VALUES (?, ?, ?, ?)',
  )
  const ofItems = db.prepare<[{ spaceId: number; items: string }], { row: number; vector: Buffer }>(
    `SELECT wanted.key AS row, vector FROM json_each(@items) AS wanted
     CROSS JOIN item ON item.id = wanted.value JOIN title_embedding ON ${UP_TO_DATE}`,
  )
  const clear = db.prepare<[]>('DELETE FROM title_embedding')
  return {
    count: (spaceId) => count.get({ spaceId }) ?? { titles: 0, embedded: 0 },
    findPending: (spaceId, after, limit) => pending.all({ spaceId, after, limit }),
    save: (spaceId, { itemId, title }, vector) => {
      add.run(spaceId, itemId, title, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength))
    },
    load(spaceId, items, dimension) {
      const vectors = new Float32Array(items.length * dimension).fill(Number.NaN)
      const bytes = new Uint8Array(vectors.buffer)
      for (const { row, vector } of ofItems.iterate({ spaceId, items: JSON.stringify(Array.from(items)) }))
        if (vector.byteLength === dimension * 4) bytes.set(vector, row * dimension * 4)
      return vectors
    },
    clear: () => {
      clear.run()
    },
  }
}
