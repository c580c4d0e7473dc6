import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { firstCatalogue } from './migrations/0001-first-catalogue.ts'
import { models } from './migrations/0002-models.ts'
import { queue } from './migrations/0003-queue.ts'
import { evaluation } from './migrations/0004-evaluation.ts'
import { openCatalogue } from './open-catalogue.ts'
import { APPLICATION_ID } from './open-database.ts'
import { createRepositories } from './repositories.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a catalogue of version 4', () => {
  it('keeps its problems and counts those that are too many to list', async () => {
    const path = join(folder, 'Old.doublet')
    mkdirSync(path)
    const db = new Database(join(path, 'catalogue.sqlite'))
    for (const migration of [firstCatalogue, models, queue, evaluation]) db.exec(migration)
    db.exec(`
      INSERT INTO source (id, table_path, added_at) VALUES (1, '/shop.csv', '2026-01-01');
      INSERT INTO job (id, kind, payload, status, created_at) VALUES (1, 'import', '{}', 'done', '2026-01-01');
      INSERT INTO problem (source_id, job_id, severity, code, path, line, reason, advice)
        VALUES (1, 1, 'error', 'ROW_WITHOUT_ID', '/shop.csv', 2, 'It has no id', 'Give it one');
    `)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.pragma('user_version = 4')
    db.close()
    const catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
    const { jobs, problems } = createRepositories(catalogue.db)
    expect(problems.countByCode()).toEqual([{ code: 'ROW_WITHOUT_ID', count: 1, unlisted: 0 }])
    problems.addUnlisted(1, 1, 'ROW_WITHOUT_ID', 5)
    problems.addUnlisted(1, 1, 'ROW_WITHOUT_ID', 2)
    expect(problems.countByCode()).toEqual([{ code: 'ROW_WITHOUT_ID', count: 8, unlisted: 7 }])
    expect(problems.count()).toBe(8)
    expect(jobs.find(1)?.problems).toBe(8)
    expect(problems.sourcesOf({ code: 'ROW_WITHOUT_ID' })).toEqual([1])
    problems.clearOfSource(1)
    expect(problems.count()).toBe(0)
    catalogue.close()
  })
})
