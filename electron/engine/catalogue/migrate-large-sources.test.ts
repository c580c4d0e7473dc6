import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCatalogue, type Catalogue } from './open-catalogue.ts'
import { writeOldCatalogue } from './old-catalogue.fixture.ts'
import { LISTED_OF_A_KIND, type NewProblem } from './problem-repository.ts'
import { createRepositories } from './repositories.ts'

const EMPTY: NewProblem = {
  severity: 'error',
  code: 'FILE_EMPTY',
  path: '/photos/1.jpg',
  line: null,
  reason: 'The file is empty (0 bytes)',
  advice: 'Copy the picture again',
}

let folder: string
let catalogue: Catalogue

/** A catalogue as version 7 left it: a source with 1,010 files, the first of which has a problem. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-migrate-'))
  const path = join(folder, 'Old.doublet')
  writeOldCatalogue(
    path,
    7,
    `
    INSERT INTO source (id, folder, added_at, imported_at) VALUES (1, '/photos', '2026-01-01', '2026-01-01');
    INSERT INTO job (id, kind, payload, status, created_at) VALUES (1, 'import', '{}', 'done', '2026-01-01');
    WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 1010)
      INSERT INTO file (id, path, size, mtime_ms, status) SELECT id, '/photos/' || id || '.jpg', 1, 1, 'failed' FROM n;
    INSERT INTO item (id, source_id, external_id, attributes, status, line, seen_in)
      SELECT id, 1, id, '[]', 'present', 1, 1 FROM file;
    INSERT INTO item_file (item_id, position, file_id) SELECT id, 0, id FROM file;
    INSERT INTO problem (file_id, job_id, severity, code, path, reason, advice)
      VALUES (1, 1, 'error', 'FILE_EMPTY', '/photos/1.jpg', 'The file is empty (0 bytes)', 'Copy the picture again');
  `,
  )
  catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
})
afterEach(() => {
  catalogue.close()
  rmSync(folder, { recursive: true })
})

describe('a catalogue of version 7', () => {
  it('keeps its problems, and counts those of files that are too many to list', () => {
    const { files, jobs, problems } = createRepositories(catalogue.db)
    for (let fileId = 2; fileId <= LISTED_OF_A_KIND + 5; fileId += 1)
      problems.add(1, { ...EMPTY, path: files.pathOf(fileId) }, { fileId })
    problems.add(1, { ...EMPTY, code: 'FILE_TRUNCATED' }, { fileId: LISTED_OF_A_KIND + 6 })
    expect(problems.countByCode()).toEqual([
      { code: 'FILE_EMPTY', count: LISTED_OF_A_KIND + 5, unlisted: 5 },
      { code: 'FILE_TRUNCATED', count: 1, unlisted: 0 },
    ])
    expect(problems.count()).toBe(LISTED_OF_A_KIND + 6)
    expect(jobs.find(1)?.problems).toBe(LISTED_OF_A_KIND + 6)
    expect([...problems.iterate()]).toHaveLength(LISTED_OF_A_KIND + 1)
    problems.clearOfFile(LISTED_OF_A_KIND + 2)
    problems.clearOfFile(1)
    expect(problems.countByCode()[0]).toEqual({
      code: 'FILE_EMPTY',
      count: LISTED_OF_A_KIND + 3,
      unlisted: 4,
    })
  })

  it('tries files again whose problems are only counted, with those of their kind', () => {
    const { files, problems } = createRepositories(catalogue.db)
    for (let fileId = 2; fileId <= LISTED_OF_A_KIND + 5; fileId += 1) problems.add(1, EMPTY, { fileId })
    expect(files.retryFailed({ id: 1 })).toBe(1)
    expect(files.retryFailed({ code: 'FILE_TRUNCATED' })).toBe(0)
    expect(files.retryFailed({ code: 'FILE_EMPTY' })).toBe(LISTED_OF_A_KIND + 4)
    for (let fileId = 1; fileId <= LISTED_OF_A_KIND; fileId += 1)
      catalogue.db.prepare('DELETE FROM problem WHERE file_id = ?').run(fileId)
    expect(problems.sourcesOf({ code: 'FILE_EMPTY' })).toEqual([1])
    expect(problems.sourcesOf({ code: 'FILE_TRUNCATED' })).toEqual([])
  })

  it('remembers the folders of a source once it is read again', () => {
    const { sources } = createRepositories(catalogue.db)
    expect(sources.findFolders(1)).toEqual([])
    const seen = [
      { path: '/photos', mtimeMs: 1.25 },
      { path: '/photos/new', mtimeMs: 1764000000123.25 },
    ]
    sources.markImported(1, '2026-02-01', seen)
    expect(sources.findFolders(1)).toEqual(seen)
    sources.markImported(1, '2026-03-01', seen.slice(0, 1))
    expect(sources.findFolders(1)).toEqual(seen.slice(0, 1))
  })
})
