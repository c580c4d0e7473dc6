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

describe('a catalogue of version 2', () => {
  it('keeps its groups and verdicts, which no one was asked blind for, and has no queue yet', async () => {
    const path = join(folder, 'Old.doublet')
    writeOldCatalogue(
      path,
      2,
      `
      INSERT INTO source (id, folder, added_at) VALUES (1, '/photos', '2026-01-01');
      INSERT INTO item VALUES (1, 1, 'a', 'Tea', NULL, NULL, NULL, NULL, NULL, NULL, '[]', 'present', 1, 1);
      INSERT INTO item VALUES (2, 1, 'b', 'Tea', NULL, NULL, NULL, NULL, NULL, NULL, '[]', 'present', 2, 1);
      INSERT INTO match_run (id, created_at, threshold, scorer_version, last_action_id) VALUES (1, '2026-01-01', 0.5, 'scorer-1', 0);
      INSERT INTO product_group VALUES (1, 1, 2, 0.9, 0.4, 'open', NULL);
      INSERT INTO group_member VALUES (1, 1, 0, 1, 1);
      INSERT INTO group_member VALUES (1, 1, 1, 2, 0.9);
      INSERT INTO action VALUES (1, 'verdict', NULL, 1, '[1,2]', '', 'Ada', '2026-01-01', 'same');
      INSERT INTO verdict VALUES (1, 1, 1, 2, 'same-product', NULL);
    `,
    )
    const catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
    const repositories = createRepositories(catalogue.db)
    expect(repositories.groups.findPlace(1, 1)).toMatchObject({ size: 2, value: 0 })
    expect(repositories.actions.findByIds([1])).toMatchObject([{ id: 1, blind: false }])
    expect(repositories.actions.findBlind()).toEqual([])
    expect(repositories.queue.findPairs(1, 'join')).toEqual([])
    expect(repositories.scorers.list()).toEqual([])
    catalogue.close()
  })
})
