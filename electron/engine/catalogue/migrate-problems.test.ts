import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCatalogue } from './open-catalogue.ts'
import { writeOldCatalogue } from './old-catalogue.fixture.ts'
import { createRepositories } from './repositories.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a catalogue of version 4', () => {
  it('keeps its problems and counts those that are too many to list', async () => {
    const path = join(folder, 'Old.doublet')
    writeOldCatalogue(
      path,
      4,
      `
      INSERT INTO source (id, table_path, added_at) VALUES (1, '/shop.csv', '2026-01-01');
      INSERT INTO job (id, kind, payload, status, created_at) VALUES (1, 'import', '{}', 'done', '2026-01-01');
      INSERT INTO problem (source_id, job_id, severity, code, path, line, reason, advice)
        VALUES (1, 1, 'error', 'ROW_WITHOUT_ID', '/shop.csv', 2, 'It has no id', 'Give it one');
    `,
    )
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
