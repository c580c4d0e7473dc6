import type { CatalogueDatabase } from './open-database.ts'

/** Small facts of a catalogue, by key. */
export type SettingKey =
  | 'created-at'
  | 'threshold'
  | 'reviewer'
  | 'current-run'
  /** Actions of an older catalogue are still to be marked on its groups. */
  | 'groups-to-mark'
  /** Version of the scorer for the next match; missing: the one that comes with Doublet. */
  | 'scorer'
  /** Spaces of the models in use; a model that is still describing has not taken the place of the one before. */
  | 'current-space'
  | 'titles-space'
  | 'categories-space'
  /** The model of each role; missing: none, or the built-in one for pictures. */
  | 'pictures-model'
  | 'titles-model'
  | 'categories-model'
  /** How titles are compared to find candidates, and the file of word vectors for it; missing: Doublet's own way, none. */
  | 'text-setting'
  | 'word-vectors'
  /** Brands and fillers that the last match learnt from the listings, as JSON written and parsed by match/. */
  | 'catalogue-words'
  /** How far apart the pairs of the newest runs are, by channel, as JSON written and parsed by review/. */
  | 'distributions'
  /** The rehearsal that waits for an answer, as JSON written and parsed by rehearse/. */
  | 'rehearsal'
  /** How well edited photos were found, the last time that was measured, as JSON of the contract. */
  | 'copies'

export interface SettingRepository {
  get(key: SettingKey): string | null
  set(key: SettingKey, value: string): void
  remove(key: SettingKey): void
}

export function createSettingRepository(db: CatalogueDatabase): SettingRepository {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?')
  const set = db.prepare<[string, string]>('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)')
  const remove = db.prepare<[string]>('DELETE FROM setting WHERE key = ?')
  return {
    get: (key) => get.get(key)?.value ?? null,
    set: (key, value) => {
      set.run(key, value)
    },
    remove: (key) => {
      remove.run(key)
    },
  }
}
