import { z } from 'zod'
import { columnMapping, type Source, type SourceRequest } from '../../contract/sources.ts'
import type { CatalogueDatabase } from './open-database.ts'

export interface StoredSource {
  readonly id: number
  readonly request: SourceRequest
}

/** A folder as it was when it was looked through. */
export interface SourceFolder {
  readonly path: string
  /** Changes whenever an entry is added, renamed or removed. */
  readonly mtimeMs: number
}

export interface SourceRepository {
  /** Adds the source, or finds the one of the same folder and table; a mapping given replaces the stored one. */
  save(request: SourceRequest, at: string): StoredSource
  findAll(): StoredSource[]
  /** It was read to its end, with these folders in it; in the caller's transaction. */
  markImported(id: number, at: string, folders: readonly SourceFolder[]): void
  /** The folders that it had when it was last read to its end; none of one that only an older Doublet read. */
  findFolders(id: number): SourceFolder[]
  list(): Source[]
}

interface SourceRow {
  id: number
  folder: string | null
  table_path: string | null
  mapping: string | null
}

const storedMapping = z.string().transform((text) => columnMapping.partial().parse(JSON.parse(text)))

function asStored(row: SourceRow): StoredSource {
  return {
    id: row.id,
    request: {
      ...(row.folder === null ? {} : { folder: row.folder }),
      ...(row.table_path === null ? {} : { table: row.table_path }),
      ...(row.mapping === null ? {} : { mapping: storedMapping.parse(row.mapping) }),
    },
  }
}

export function createSourceRepository(db: CatalogueDatabase): SourceRepository {
  const columns = 'id, folder, table_path, mapping'
  const upsert = db.prepare<[string | null, string | null, string | null, string], SourceRow>(
    `INSERT INTO source (folder, table_path, mapping, added_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (ifnull(folder, ''), ifnull(table_path, '')) DO UPDATE SET mapping = ifnull(excluded.mapping, mapping)
     RETURNING ${columns}`,
  )
  const all = db.prepare<[], SourceRow>(`SELECT ${columns} FROM source ORDER BY id`)
  const mark = db.prepare<[string, number]>('UPDATE source SET imported_at = ? WHERE id = ?')
  const removeFolders = db.prepare<[number]>('DELETE FROM source_folder WHERE source_id = ?')
  const addFolder = db.prepare<[number, string, number]>(
    'INSERT INTO source_folder (source_id, path, mtime_ms) VALUES (?, ?, ?)',
  )
  const folders = db.prepare<[number], SourceFolder>(
    'SELECT path, mtime_ms AS mtimeMs FROM source_folder WHERE source_id = ? ORDER BY path',
  )
  const list = db.prepare<[], Source>(
    `SELECT id, folder, table_path AS "table", added_at AS addedAt, imported_at AS importedAt,
       (SELECT count(*) FROM item WHERE source_id = source.id AND status = 'present') AS items,
       (SELECT count(DISTINCT file_id) FROM item JOIN item_file ON item_id = item.id
         WHERE source_id = source.id AND status = 'present') AS pictures
     FROM source ORDER BY id`,
  )
  return {
    save(request, at) {
      const mapping = request.mapping === undefined ? null : JSON.stringify(request.mapping)
      const row = upsert.get(request.folder ?? null, request.table ?? null, mapping, at)
      if (row === undefined) throw new Error('SQLite returned no row for a saved source')
      return asStored(row)
    },
    findAll: () => all.all().map(asStored),
    markImported: (id, at, seen) => {
      mark.run(at, id)
      removeFolders.run(id)
      for (const { path, mtimeMs } of seen) addFolder.run(id, path, mtimeMs)
    },
    findFolders: (id) => folders.all(id),
    list: () => list.all(),
  }
}
