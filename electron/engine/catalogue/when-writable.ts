import { setTimeout as wait } from 'node:timers/promises'
import type { CatalogueDatabase } from './open-database.ts'

const LOCK_WAIT_MS = 10_000
const TRY_EVERY_MS = 5

/**
 * Returns when no other thread is in the middle of a write, so that a write that follows at once need not wait for it.
 * SQLite's own waiting would hold the thread; after ten seconds it is left to that, and to its error.
 */
export async function whenWritable(db: CatalogueDatabase, signal?: AbortSignal): Promise<void> {
  if (db.readonly || db.inTransaction) return
  const until = performance.now() + LOCK_WAIT_MS
  while (!canWrite(db) && performance.now() < until) await wait(TRY_EVERY_MS, undefined, signal && { signal })
}

function canWrite(db: CatalogueDatabase): boolean {
  const patience = db.pragma('busy_timeout', { simple: true })
  db.pragma('busy_timeout = 0')
  try {
    db.exec('BEGIN IMMEDIATE')
    db.exec('ROLLBACK')
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return false
    // A full disk, for one: whoever writes is told.
    return true
  } finally {
    db.pragma(`busy_timeout = ${String(patience)}`)
  }
}
