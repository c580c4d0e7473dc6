import { groupFilter, groupSort, type SavedFilter } from '../../contract/groups.ts'
import type { CatalogueDatabase } from './open-database.ts'

export interface SavedFilterRepository {
  /** By name. */
  list(): SavedFilter[]
  /** In place of one with the same name. */
  save(filter: Omit<SavedFilter, 'id'>): void
  /** False: another has the name already. */
  rename(id: number, name: string): boolean
  remove(id: number): void
}

interface Row {
  readonly id: number
  readonly name: string
  readonly filter: string
  readonly sort: string
  readonly savedAt: string
}

export function createSavedFilterRepository(db: CatalogueDatabase): SavedFilterRepository {
  const list = db.prepare<[], Row>(
    'SELECT id, name, filter, sort, saved_at AS savedAt FROM saved_filter ORDER BY name COLLATE NOCASE, id',
  )
  const save = db.prepare<[string, string, string, string]>(
    `INSERT INTO saved_filter (name, filter, sort, saved_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET filter = excluded.filter, sort = excluded.sort, saved_at = excluded.saved_at`,
  )
  const isTaken = db.prepare<[string, number]>('SELECT 1 FROM saved_filter WHERE name = ? AND id <> ?')
  const rename = db.prepare<[string, number]>('UPDATE saved_filter SET name = ? WHERE id = ?')
  const remove = db.prepare<[number]>('DELETE FROM saved_filter WHERE id = ?')
  return {
    list: () =>
      list.all().map(({ id, name, filter, sort, savedAt }) => ({
        id,
        name,
        filter: groupFilter.parse(JSON.parse(filter)),
        sort: groupSort.parse(sort),
        savedAt,
      })),
    save: ({ name, filter, sort, savedAt }) => void save.run(name, JSON.stringify(filter), sort, savedAt),
    rename(id, name) {
      if (isTaken.get(name, id) !== undefined) return false
      rename.run(name, id)
      return true
    },
    remove: (id) => void remove.run(id),
  }
}
