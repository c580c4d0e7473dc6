import type { CatalogueDatabase } from './open-database.ts'

/** What the catalogue knows of an index file; one that does not match is rebuilt, never trusted. */
export interface StoredVectorIndex {
  readonly file: string
  readonly rows: number
  /** SHA-256 of the vectors the index was built from. */
  readonly vectorsSha256: Buffer
  /** SHA-256 of the index file. */
  readonly fileSha256: Buffer
}

export interface VectorIndexRepository {
  find(spaceId: number): StoredVectorIndex | null
  save(spaceId: number, index: StoredVectorIndex): void
  clear(): void
}

export function createVectorIndexRepository(db: CatalogueDatabase): VectorIndexRepository {
  const find = db.prepare<[number], StoredVectorIndex>(
    'SELECT file, rows, vectors_sha256 AS vectorsSha256, file_sha256 AS fileSha256 FROM vector_index WHERE space_id = ?',
  )
  const save = db.prepare<[number, string, number, Buffer, Buffer]>(
    'INSERT OR REPLACE INTO vector_index (space_id, file, rows, vectors_sha256, file_sha256) VALUES (?, ?, ?, ?, ?)',
  )
  const clear = db.prepare<[]>('DELETE FROM vector_index')
  return {
    find: (spaceId) => find.get(spaceId) ?? null,
    save: (spaceId, index) => {
      save.run(spaceId, index.file, index.rows, index.vectorsSha256, index.fileSha256)
    },
    clear: () => {
      clear.run()
    },
  }
}
