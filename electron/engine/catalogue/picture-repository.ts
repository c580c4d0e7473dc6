import type { CatalogueDatabase } from './open-database.ts'

export interface NewPicture {
  readonly sha256: Uint8Array
  readonly bytes: number
  readonly width: number
  readonly height: number
  readonly format: string
  readonly phash: Uint8Array
}

export interface PictureRepository {
  save(picture: NewPicture): number
  /** The picture of these bytes, if it has a vector in the space. */
  findDescribed(sha256: Uint8Array, spaceId: number): number | null
  saveEmbedding(spaceId: number, pictureId: number, vector: Float32Array): void
  clearEmbeddings(): void
  count(): number
  countDescribed(): number
  /** Content hash in hexadecimal digits, by picture id. */
  hashesById(): Map<number, string>
  hashesOf(ids: readonly number[]): Map<number, string>
  /** Pictures of these items that other present items show too, byte by byte, and how many do, counted up to `most`. */
  findShownElsewhere(items: readonly number[], most: number): { sha256: string; listings: number }[]
  /** Pictures that items show, and those of them with a vector in the space. */
  countIn(spaceId: number): { shown: number; described: number }
}

export function createPictureRepository(db: CatalogueDatabase): PictureRepository {
  const upsert = db.prepare<[Record<string, string | number | Uint8Array>], { id: number }>(
    `INSERT INTO picture (sha256, bytes, width, height, format, phash)
     VALUES (@sha256, @bytes, @width, @height, @format, @phash)
     ON CONFLICT (sha256) DO UPDATE SET phash = excluded.phash RETURNING id`,
  )
  const described = db.prepare<[Uint8Array, number], { id: number }>(
    `SELECT id FROM picture JOIN embedding ON picture_id = id WHERE sha256 = ? AND space_id = ?`,
  )
  const embedding = db.prepare<[number, number, Uint8Array]>(
    'INSERT OR REPLACE INTO embedding (space_id, picture_id, vector) VALUES (?, ?, ?)',
  )
  const clearEmbeddings = db.prepare<[]>('DELETE FROM embedding')
  const count = db.prepare<[], { count: number }>(
    "SELECT count(DISTINCT file_id) AS count FROM item_file JOIN item ON item.id = item_id WHERE status = 'present'",
  )
  const countDescribed = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM picture')
  const hashes = db.prepare<[], { id: number; sha256: Buffer }>('SELECT id, sha256 FROM picture')
  const hashesOf = db.prepare<[string], { id: number; sha256: Buffer }>(
    'SELECT picture.id, sha256 FROM json_each(?) AS wanted CROSS JOIN picture ON picture.id = wanted.value',
  )
  const picturesOf = db.prepare<[string], { id: number; sha256: Buffer }>(
    `SELECT DISTINCT picture.id AS id, sha256 FROM json_each(?) AS wanted
     CROSS JOIN item_file ON item_file.item_id = wanted.value CROSS JOIN file ON file.id = item_file.file_id
     CROSS JOIN picture ON picture.id = file.picture_id ORDER BY sha256`,
  )
  // A picture that stands for "no picture" is that of half a catalogue: the count ends where it is said to be many.
  const elsewhere = db
    .prepare<[{ pictureId: number; items: string; most: number }], number>(
      `SELECT count(*) FROM (
         SELECT DISTINCT item.id FROM file CROSS JOIN item_file ON item_file.file_id = file.id
         CROSS JOIN item ON item.id = item_file.item_id AND item.status = 'present'
         WHERE file.picture_id = @pictureId AND item.id NOT IN (SELECT value FROM json_each(@items)) LIMIT @most)`,
    )
    .pluck()
  const countIn = db.prepare<[{ spaceId: number }], { shown: number; described: number }>(
    `SELECT count(*) AS shown, count(vector) AS described
     FROM (SELECT DISTINCT picture_id AS id FROM file WHERE status = 'described') AS shown_picture
       LEFT JOIN embedding ON embedding.picture_id = shown_picture.id AND space_id = @spaceId`,
  )
  return {
    save(picture) {
      const row = upsert.get({ ...picture })
      if (row === undefined) throw new Error('SQLite returned no row for a saved picture')
      return row.id
    },
    findDescribed: (sha256, spaceId) => described.get(sha256, spaceId)?.id ?? null,
    saveEmbedding: (spaceId, pictureId, vector) => {
      embedding.run(spaceId, pictureId, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength))
    },
    clearEmbeddings: () => {
      clearEmbeddings.run()
    },
    count: () => count.get()?.count ?? 0,
    countDescribed: () => countDescribed.get()?.count ?? 0,
    findShownElsewhere(ids, most) {
      const items = JSON.stringify(ids)
      return picturesOf
        .all(items)
        .map(({ id, sha256 }) => ({
          sha256: sha256.toString('hex'),
          listings: elsewhere.get({ pictureId: id, items, most }) ?? 0,
        }))
        .filter(({ listings }) => listings > 0)
    },
    hashesOf: (ids) =>
      new Map(hashesOf.all(JSON.stringify(ids)).map((row) => [row.id, row.sha256.toString('hex')])),
    countIn: (spaceId) => countIn.get({ spaceId }) ?? { shown: 0, described: 0 },
    hashesById: () => new Map(hashes.all().map((row) => [row.id, row.sha256.toString('hex')])),
  }
}
