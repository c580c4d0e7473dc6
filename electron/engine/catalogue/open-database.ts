import Database from 'better-sqlite3'

export type CatalogueDatabase = Database.Database

/** "Doub" in ASCII: SQLite's application id, so that a foreign database is told from a catalogue. */
export const APPLICATION_ID = 0x446f7562

/**
 * Opens the catalogue's database as every connection to it must be opened.
 * WAL lets the window read while a job writes; synchronous=FULL puts a verdict on disk before it is acknowledged.
 */
export function openDatabase(path: string, options: { readOnly: boolean }): CatalogueDatabase {
  const db = new Database(path, { readonly: options.readOnly, timeout: 10_000 })
  try {
    if (!options.readOnly) {
      // 16 KiB pages waste little on 512-byte vectors and 150-byte evidence, and halve the file against 4 KiB.
      db.pragma('page_size = 16384')
      db.pragma('journal_mode = WAL')
    }
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('temp_store = MEMORY')
    db.pragma('cache_size = -65536')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
