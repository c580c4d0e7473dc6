import Database from 'better-sqlite3'

/** JPEG thumbnails by content hash, in one file of their own: derived, so losing it loses nothing. */
export interface ThumbnailStore {
  get(sha256: Uint8Array): Buffer | null
  has(sha256: Uint8Array): boolean
  putAll(thumbnails: readonly { sha256: Uint8Array; jpeg: Uint8Array }[]): void
  count(): number
  clear(): void
  close(): void
}

export function openThumbnailStore(path: string, options: { readOnly: boolean }): ThumbnailStore {
  const db = new Database(path, { readonly: options.readOnly, timeout: 10_000 })
  if (!options.readOnly) {
    db.pragma('page_size = 16384')
    db.pragma('journal_mode = WAL')
    // A power cut may lose the last thumbnails; they are drawn again when they are missed.
    db.pragma('synchronous = NORMAL')
    db.exec('CREATE TABLE IF NOT EXISTS thumbnail (sha256 BLOB PRIMARY KEY, jpeg BLOB NOT NULL)')
  }
  const get = db.prepare<[Uint8Array], { jpeg: Buffer }>('SELECT jpeg FROM thumbnail WHERE sha256 = ?')
  const has = db.prepare<[Uint8Array], { found: 1 }>('SELECT 1 AS found FROM thumbnail WHERE sha256 = ?')
  const count = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM thumbnail')
  const put = options.readOnly
    ? null
    : db.prepare<[Uint8Array, Uint8Array]>('INSERT OR REPLACE INTO thumbnail (sha256, jpeg) VALUES (?, ?)')
  return {
    get: (sha256) => get.get(sha256)?.jpeg ?? null,
    has: (sha256) => has.get(sha256) !== undefined,
    count: () => count.get()?.count ?? 0,
    putAll(thumbnails) {
      if (put === null) throw new Error('The thumbnail store was opened read-only')
      db.transaction(() => {
        for (const { sha256, jpeg } of thumbnails) put.run(sha256, jpeg)
      }).immediate()
    },
    clear() {
      db.exec('DELETE FROM thumbnail')
    },
    close: () => db.close(),
  }
}
