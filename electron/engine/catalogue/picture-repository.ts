import type { CatalogueDatabase } from './open-database.ts'

export interface NewPicture {
  readonly sha256: Uint8Array
  readonly bytes: number
  readonly width: number
  readonly height: number
  readonly format: string
  readonly phash: Uint8Array
}

export interface SpaceKey {
  readonly modelId: string
  readonly version: string
  readonly preprocessing: string
  readonly dimension: number
  readonly metric: string
}

/** Every described picture in id order, as typed arrays; row n of each array is picture `ids[n]`. */
export interface PictureDescriptors {
  readonly ids: Uint32Array
  /** [n, 8] bytes. */
  readonly phashes: Uint8Array
  /** [n, dimension], L2-normalised. */
  readonly embeddings: Float32Array
}

export interface ItemDescriptor {
  readonly itemId: number
  readonly pictureId: number
  readonly phash: Buffer
  /** float32, as bytes. */
  readonly vector: Buffer
}

export interface PictureRepository {
  save(picture: NewPicture): number
  /** The picture of these bytes, if it has a vector in the space. */
  findDescribed(sha256: Uint8Array, spaceId: number): number | null
  saveEmbedding(spaceId: number, pictureId: number, vector: Float32Array): void
  clearEmbeddings(): void
  saveSpace(space: SpaceKey): number
  loadDescriptors(spaceId: number, dimension: number): PictureDescriptors
  count(): number
  countDescribed(): number
  /** Content hash in hexadecimal digits, by picture id. */
  hashesById(): Map<number, string>
  hashesOf(ids: readonly number[]): Map<number, string>
  /** The descriptors of some items' pictures, in item and position order. */
  findDescriptorsOfItems(items: readonly number[], spaceId: number): ItemDescriptor[]
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
  const space = db.prepare<[SpaceKey], { id: number }>(
    `INSERT INTO space (model_id, model_version, preprocessing, dimension, metric)
     VALUES (@modelId, @version, @preprocessing, @dimension, @metric)
     ON CONFLICT (model_id, model_version, preprocessing, dimension, metric) DO UPDATE SET metric = metric RETURNING id`,
  )
  const countVectors = db.prepare<[number], { count: number }>(
    'SELECT count(*) AS count FROM embedding WHERE space_id = ?',
  )
  const vectors = db.prepare<[number], { id: number; phash: Buffer; vector: Buffer }>(
    'SELECT id, phash, vector FROM embedding JOIN picture ON id = picture_id WHERE space_id = ? ORDER BY picture_id',
  )
  const count = db.prepare<[], { count: number }>(
    "SELECT count(DISTINCT file_id) AS count FROM item_file JOIN item ON item.id = item_id WHERE status = 'present'",
  )
  const countDescribed = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM picture')
  const hashes = db.prepare<[], { id: number; sha256: Buffer }>('SELECT id, sha256 FROM picture')
  const hashesOf = db.prepare<[string], { id: number; sha256: Buffer }>(
    'SELECT picture.id, sha256 FROM json_each(?) AS wanted CROSS JOIN picture ON picture.id = wanted.value',
  )
  const ofItems = db.prepare<[{ items: string; spaceId: number }], ItemDescriptor>(
    `SELECT item_id AS itemId, picture.id AS pictureId, phash, vector
     FROM json_each(@items) AS wanted CROSS JOIN item_file ON item_id = wanted.value
       JOIN file ON file.id = file_id AND file.status = 'described'
       JOIN picture ON picture.id = file.picture_id
       JOIN embedding ON embedding.picture_id = picture.id AND space_id = @spaceId
     ORDER BY item_id, position`,
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
    saveSpace(key) {
      const row = space.get(key)
      if (row === undefined) throw new Error('SQLite returned no row for a saved space')
      return row.id
    },
    loadDescriptors(spaceId, dimension) {
      const rows = countVectors.get(spaceId)?.count ?? 0
      const ids = new Uint32Array(rows)
      const phashes = new Uint8Array(rows * 8)
      const embeddings = new Float32Array(rows * dimension)
      const bytes = new Uint8Array(embeddings.buffer)
      let row = 0
      for (const { id, phash, vector } of vectors.iterate(spaceId)) {
        if (vector.byteLength !== dimension * 4)
          throw new Error(
            `Expected a vector of ${dimension * 4} bytes for picture ${id} but found ${vector.byteLength}`,
          )
        ids[row] = id
        phashes.set(phash, row * 8)
        bytes.set(vector, row * dimension * 4)
        row += 1
      }
      return { ids, phashes, embeddings }
    },
    count: () => count.get()?.count ?? 0,
    countDescribed: () => countDescribed.get()?.count ?? 0,
    hashesOf: (ids) =>
      new Map(hashesOf.all(JSON.stringify(ids)).map((row) => [row.id, row.sha256.toString('hex')])),
    findDescriptorsOfItems: (items, spaceId) => ofItems.all({ items: JSON.stringify(items), spaceId }),
    hashesById: () => new Map(hashes.all().map((row) => [row.id, row.sha256.toString('hex')])),
  }
}
