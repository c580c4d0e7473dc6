import type { CatalogueDatabase } from './open-database.ts'
import type { ProblemSelection } from './problem-repository.ts'

/** A picture file as it was last seen on disk. */
export interface KnownFile {
  readonly id: number
  readonly path: string
  readonly size: number
  readonly mtimeMs: number
  readonly status: 'pending' | 'described' | 'failed' | 'missing'
}

export interface SeenFile {
  readonly path: string
  readonly size: number
  readonly mtimeMs: number
}

export interface PendingFile {
  readonly id: number
  readonly path: string
  readonly attempts: number
}

export interface FileRepository {
  /** Every file under a folder (its path with a trailing separator), for comparing with what is there now. */
  findUnder(folderPrefix: string): KnownFile[]
  findByPath(path: string): KnownFile | null
  /** @throws when there is no such file */
  pathOf(id: number): string
  /** Adds new files and marks changed ones pending; in the caller's transaction. Returns the file's id. */
  save(file: SeenFile): number
  markPending(id: number, file: SeenFile): void
  markMissing(ids: readonly number[]): void
  /** What is still to be described: pending files, and one file of each picture without a vector in the space. */
  countPending(spaceId: number): number
  findPending(spaceId: number, afterId: number, limit: number): PendingFile[]
  countAttempt(ids: readonly number[]): void
  markDescribed(id: number, pictureId: number, size: number, mtimeMs: number): void
  markFailed(id: number): void
  /** Files that failed are pending again: all, or those with one of the chosen problems. */
  retryFailed(selection: ProblemSelection): number
  /** Where the bytes of a picture can be read: its files that were there when last looked. */
  findOfPicture(sha256: Uint8Array): (KnownFile & { format: string; width: number; height: number })[]
}

const COLUMNS = 'id, path, size, mtime_ms AS mtimeMs, status'

const PENDING = `
  SELECT id, path, attempts FROM file WHERE status = 'pending' AND id > @afterId
  UNION
  SELECT min(file.id) AS id, path, attempts FROM file
    WHERE status = 'described' AND file.id > @afterId
      AND NOT EXISTS (SELECT 1 FROM embedding WHERE space_id = @spaceId AND embedding.picture_id = file.picture_id)
    GROUP BY picture_id`

export function createFileRepository(db: CatalogueDatabase): FileRepository {
  const under = db.prepare<[string, string], KnownFile>(
    `SELECT ${COLUMNS} FROM file WHERE path >= ? AND path < ? ORDER BY path`,
  )
  const byPath = db.prepare<[string], KnownFile>(`SELECT ${COLUMNS} FROM file WHERE path = ?`)
  const pathOf = db.prepare<[number], { path: string }>('SELECT path FROM file WHERE id = ?')
  const insert = db.prepare<[string, number, number], { id: number }>(
    `INSERT INTO file (path, size, mtime_ms, status) VALUES (?, ?, ?, 'pending')
     ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime_ms = excluded.mtime_ms, status = 'pending', attempts = 0
     RETURNING id`,
  )
  const pendingAgain = db.prepare<[number, number, number]>(
    "UPDATE file SET size = ?, mtime_ms = ?, status = 'pending', attempts = 0 WHERE id = ?",
  )
  const missing = db.prepare<[number]>("UPDATE file SET status = 'missing' WHERE id = ?")
  const countPending = db.prepare<[{ spaceId: number; afterId: number }], { count: number }>(
    `SELECT count(*) AS count FROM (${PENDING})`,
  )
  const pending = db.prepare<[{ spaceId: number; afterId: number; limit: number }], PendingFile>(
    `${PENDING} ORDER BY id LIMIT @limit`,
  )
  const attempt = db.prepare<[number]>('UPDATE file SET attempts = attempts + 1 WHERE id = ?')
  const described = db.prepare<[number, number, number, number]>(
    "UPDATE file SET status = 'described', picture_id = ?, size = ?, mtime_ms = ?, attempts = 0 WHERE id = ?",
  )
  const failed = db.prepare<[number]>("UPDATE file SET status = 'failed', picture_id = NULL WHERE id = ?")
  const retry = db.prepare<[{ id: number | null; code: string | null }]>(
    `UPDATE file SET status = 'pending', attempts = 0 WHERE status = 'failed'
       AND (coalesce(@id, @code) IS NULL OR id IN (SELECT file_id FROM problem
         WHERE (@id IS NULL OR problem.id = @id) AND (@code IS NULL OR code = @code)
         UNION ALL SELECT file_id FROM unlisted_file_problem WHERE @id IS NULL AND code = @code))`,
  )
  const ofPicture = db.prepare<[Uint8Array], KnownFile & { format: string; width: number; height: number }>(
    `SELECT file.id, path, size, mtime_ms AS mtimeMs, status, format, width, height
     FROM picture JOIN file ON picture_id = picture.id WHERE sha256 = ? AND status = 'described' ORDER BY file.id`,
  )
  return {
    // '0' follows '/' and ']' follows '\' in code-point order: the range holds exactly the paths below the prefix.
    findUnder: (prefix) => under.all(prefix, `${prefix.slice(0, -1)}${prefix.endsWith('/') ? '0' : ']'}`),
    findByPath: (path) => byPath.get(path) ?? null,
    pathOf(id) {
      const row = pathOf.get(id)
      if (row === undefined) throw new Error(`There is no file ${id}`)
      return row.path
    },
    save(file) {
      const row = insert.get(file.path, file.size, file.mtimeMs)
      if (row === undefined) throw new Error(`SQLite returned no row for the file ${file.path}`)
      return row.id
    },
    markPending: (id, file) => {
      pendingAgain.run(file.size, file.mtimeMs, id)
    },
    markMissing: (ids) => {
      for (const id of ids) missing.run(id)
    },
    countPending: (spaceId) => countPending.get({ spaceId, afterId: 0 })?.count ?? 0,
    findPending: (spaceId, afterId, limit) => pending.all({ spaceId, afterId, limit }),
    countAttempt: (ids) => {
      for (const id of ids) attempt.run(id)
    },
    markDescribed: (id, pictureId, size, mtimeMs) => {
      described.run(pictureId, size, mtimeMs, id)
    },
    markFailed: (id) => {
      failed.run(id)
    },
    retryFailed: ({ id, code }) => retry.run({ id: id ?? null, code: code ?? null }).changes,
    findOfPicture: (sha256) => ofPicture.all(sha256),
  }
}
