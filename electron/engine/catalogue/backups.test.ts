import fc from 'fast-check'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { backupName, backUp, newestBackupMs, superfluousBackups } from './backups.ts'

const hourMs = 60 * 60 * 1000
const start = Date.UTC(2026, 0, 1)

describe('superfluousBackups', () => {
  it('keeps twelve recent ones, the last of ten days and the last of ten weeks', () => {
    const names = Array.from({ length: 24 * 120 }, (_, hour) => backupName(new Date(start + hour * hourMs)))
    const dropped = new Set(superfluousBackups(names))
    const kept = names.filter((name) => !dropped.has(name))
    expect(kept.slice(-12)).toEqual(names.slice(-12))
    const days = new Set(kept.map((name) => name.slice('catalogue-'.length, 'catalogue-YYYY-MM-DD'.length)))
    expect(days.size).toBeGreaterThanOrEqual(10)
    expect(kept.length).toBeLessThanOrEqual(12 + 10 + 10)
  })

  it('always keeps the newest, never drops what is no backup, and drops nothing more when run again', () => {
    const hours = fc.uniqueArray(fc.integer({ min: 0, max: 24 * 400 }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(hours, (at) => {
        const names = [...at.map((hour) => backupName(new Date(start + hour * hourMs))), 'notes.txt']
        const dropped = new Set(superfluousBackups(names))
        const kept = names.filter((name) => !dropped.has(name))
        expect(kept).toContain('notes.txt')
        expect(newestBackupMs(kept)).toBe(newestBackupMs(names))
        expect(superfluousBackups(kept)).toEqual([])
      }),
    )
  })
})

describe('backUp', () => {
  it('writes a whole database that can be opened by itself, and leaves no half-written file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doublet-backup-'))
    const db = new Database(':memory:')
    db.exec("CREATE TABLE verdict (words TEXT); INSERT INTO verdict VALUES ('kept')")
    const file = await backUp(db, folder, new Date(start))
    const copy = new Database(file, { readonly: true })
    expect(copy.prepare('SELECT words FROM verdict').all()).toEqual([{ words: 'kept' }])
    copy.close()
    db.close()
    expect(readdirSync(folder)).toEqual([backupName(new Date(start))])
    rmSync(folder, { recursive: true })
  })
})
