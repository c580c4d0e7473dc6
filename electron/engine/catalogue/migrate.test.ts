import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { models } from './migrations/0002-models.ts'
import { queue } from './migrations/0003-queue.ts'
import { openCatalogue } from './open-catalogue.ts'
import { writeOldCatalogue } from './old-catalogue.fixture.ts'
import { createRepositories } from './repositories.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A catalogue as version 1 of its tables left it: an item with a picture, a run of matching, a job and a verdict. */
function writeVersion1(path: string): void {
  writeOldCatalogue(
    path,
    1,
    `
    INSERT INTO source (id, folder, added_at) VALUES (1, '/photos', '2026-01-01');
    INSERT INTO picture VALUES (1, x'${'ab'.repeat(32)}', 10, 4, 3, 'png', x'0102030405060708');
    INSERT INTO file VALUES (1, '/photos/a.png', 10, 1, 'described', 1, 0);
    INSERT INTO item VALUES (1, 1, 'a', 'Tea', NULL, NULL, NULL, NULL, NULL, NULL, '[]', 'present', 1, 1);
    INSERT INTO item VALUES (2, 1, 'b', 'Tea', NULL, NULL, NULL, NULL, NULL, NULL, '[]', 'present', 2, 1);
    INSERT INTO item_file VALUES (1, 0, 1);
    INSERT INTO space VALUES (1, 'doublet-encoder', '1', 'abc', 2, 'cosine');
    INSERT INTO embedding VALUES (1, 1, x'${Buffer.from(new Float32Array([0.6, 0.8]).buffer).toString('hex')}');
    INSERT INTO match_run VALUES (1, '2026-01-01', 0.5, 'scorer-1', 0);
    INSERT INTO job (id, kind, payload, status, created_at) VALUES (1, 'import', '{}', 'done', '2026-01-01');
    INSERT INTO action VALUES (1, 'verdict', NULL, 1, '[]', '', 'Ada', '2026-01-01', 'same');
    INSERT INTO verdict VALUES (1, 1, 1, 2, 'same-product', NULL);
  `,
  )
}

describe('a catalogue of version 1', () => {
  it('keeps everything that was in it', async () => {
    const path = join(folder, 'Old.doublet')
    writeVersion1(path)
    const catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
    const repositories = createRepositories(catalogue.db)
    expect(repositories.items.findByIds([1])).toMatchObject([
      { id: 1, title: 'Tea', predicted: [], pictures: [{ fileName: 'a.png', boxes: [] }] },
    ])
    expect(repositories.views.findOfItems([1], 1)).toMatchObject([
      { itemId: 1, pictureId: 1, regionId: 0, label: null },
    ])
    expect(repositories.runs.find(1)).toMatchObject({ threshold: 0.5, distanceScale: 1 })
    expect(repositories.jobs.list(5)).toMatchObject([{ id: 1, status: 'done', notes: [] }])
    expect(catalogue.db.prepare('SELECT count(*) AS verdicts FROM verdict').get()).toEqual({ verdicts: 1 })
    catalogue.close()
  })

  it('is backed up before it is changed', async () => {
    const path = join(folder, 'Old.doublet')
    writeVersion1(path)
    const catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
    catalogue.close()
    const [name = ''] = readdirSync(join(path, 'backups'))
    const backup = new Database(join(path, 'backups', name), { readonly: true })
    expect(backup.pragma('user_version', { simple: true })).toBe(1)
    backup.close()
  })
})

describe('a catalogue of version 3', () => {
  it('has no given picture hashes and no reports yet, and takes both', async () => {
    const path = join(folder, 'Old.doublet')
    writeVersion1(path)
    const db = new Database(join(path, 'catalogue.sqlite'))
    db.exec(models)
    db.exec(queue)
    db.pragma('user_version = 3')
    db.close()
    const catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
    const { views, reports, items } = createRepositories(catalogue.db)
    expect(views.findOfPresentItems(1)).toHaveLength(1)
    expect(reports.find('evaluation', null)).toBeNull()
    reports.save(1, 'evaluation', '2026-01-02', '{}')
    expect(reports.listEvaluations()).toMatchObject([{ jobId: 1, createdAt: '2026-01-02' }])
    const listing = {
      externalId: 'c',
      title: null,
      description: null,
      category: null,
      brand: null,
      price: null,
      code: null,
      labelGroup: null,
      attributes: [],
      line: 3,
    }
    items.save(1, 1, { ...listing, phash: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) }, [])
    expect(views.findOfItems([3], 1)).toMatchObject([
      { itemId: 3, pictureId: 0, regionId: 3, phash: Buffer.from('0102030405060708', 'hex'), vector: null },
    ])
    const all = views.loadAll(1, 2)
    expect([...all.pictureIds]).toEqual([1, 0])
    expect(all.vectors.slice(2).every(Number.isNaN)).toBe(true)
    catalogue.close()
  })
})
