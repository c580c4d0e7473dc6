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

describe('a catalogue of version 5', () => {
  it('keeps its pictures, and has neither rules nor a map yet', async () => {
    const path = join(folder, 'Old.doublet')
    writeOldCatalogue(
      path,
      5,
      `
      INSERT INTO space VALUES (1, 'encoder', '1', 'p', 2, 'cosine');
      INSERT INTO picture VALUES (7, x'00', 1, 1, 1, 'png', x'0000000000000000');
      INSERT INTO embedding VALUES (1, 7, x'0000803f00000000');
    `,
    )
    const catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
    const repositories = createRepositories(catalogue.db)
    const { maps, rules } = repositories
    expect(rules.list()).toEqual([])
    expect(maps.find(1)).toBeNull()
    expect(maps.describedViews(1)).toEqual(new Set([7]))
    repositories.transaction(() => {
      maps.save(1, { drawnAt: '2026-01-01', seed: 1, fitted: 1 })
      maps.addPoints(1, [{ view: 7, x: 0.25, y: -0.5, isFitted: true }])
    })
    expect([...maps.points(1)]).toEqual([{ view: 7, x: 0.25, y: -0.5, isFitted: true }])
    catalogue.close()
  })
})
