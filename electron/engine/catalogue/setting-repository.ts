import type { CatalogueDatabase } from './open-database.ts'

/** Small facts of a catalogue, by key. */
export type SettingKey = 'created-at' | 'threshold' | 'reviewer' | 'current-run' | 'current-space'

export interface SettingRepository {
  get(key: SettingKey): string | null
  set(key: SettingKey, value: string): void
}

export function createSettingRepository(db: CatalogueDatabase): SettingRepository {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?')
  const set = db.prepare<[string, string]>('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)')
  return {
    get: (key) => get.get(key)?.value ?? null,
    set: (key, value) => {
      set.run(key, value)
    },
  }
}
