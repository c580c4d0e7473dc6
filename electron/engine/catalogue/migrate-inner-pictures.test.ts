import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCatalogue, type Catalogue } from './open-catalogue.ts'
import { writeOldCatalogue } from './old-catalogue.fixture.ts'
import { createRepositories } from './repositories.ts'

let folder: string
let catalogue: Catalogue

/** A catalogue as version 8 left it: one picture, with what a detector found in it. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-migrate-'))
  const path = join(folder, 'Old.doublet')
  writeOldCatalogue(
    path,
    8,
    `
    INSERT INTO source (id, folder, added_at, imported_at) VALUES (1, '/photos', '2026-01-01', '2026-01-01');
    INSERT INTO picture (id, sha256, bytes, width, height, format, phash)
      VALUES (1, zeroblob(32), 1, 100, 80, 'png', zeroblob(8));
    INSERT INTO file (id, path, size, mtime_ms, status, picture_id) VALUES (1, '/photos/1.jpg', 1, 1, 'described', 1);
    INSERT INTO item (id, source_id, external_id, attributes, status, line, seen_in)
      VALUES (1, 1, 'a', '[]', 'present', 1, 1);
    INSERT INTO item_file (item_id, position, file_id) VALUES (1, 0, 1);
    INSERT INTO space (id, model_id, model_version, preprocessing, dimension, metric) VALUES (1, 'finder', '1', 'p', 2, 'cosine');
    INSERT INTO region (id, picture_id, x, y, width, height) VALUES (1, 1, 0, 0, 50, 80);
    INSERT INTO region_embedding (space_id, region_id, label, score, vector) VALUES (1, 1, 'shoes', 0.9, zeroblob(8));
  `,
  )
  catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
})
afterEach(() => {
  catalogue.close()
  rmSync(folder, { recursive: true })
})

describe('a catalogue of version 8', () => {
  it('keeps what a detector found, and takes pictures within pictures', () => {
    const { regions, views } = createRepositories(catalogue.db)
    expect(views.findOfItems([1], 1)).toMatchObject([{ regionId: 1, label: 'shoes' }])
    catalogue.db
      .prepare(
        "INSERT INTO space (id, model_id, model_version, preprocessing, dimension, metric) VALUES (2, 'encoder', '1', 'p', 2, 'cosine')",
      )
      .run()
    regions.saveInner(2, 1, [
      { box: { x: 0, y: 0, width: 50, height: 80 }, embedding: Float32Array.of(1, 0) },
    ])
    expect(views.findOfItems([1], 1)).toMatchObject([{ regionId: 1, label: 'shoes' }])
    expect(views.findOfItems([1], 2)).toMatchObject([{ regionId: 0 }, { regionId: 1, label: null }])
  })
})
