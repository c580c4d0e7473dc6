import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { VerdictLedger } from '../review/settlement/verdict-ledger.ts'
import { openCatalogue } from './open-catalogue.ts'
import { writeOldCatalogue } from './old-catalogue.fixture.ts'
import { createRepositories } from './repositories.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Verdicts with an axis of the curator's own, one of them taken back, a skip, and a group with its pairs. */
function writeVersion4(path: string): void {
  const item = (
    id: number,
  ) => `INSERT INTO item (id, source_id, external_id, title, attributes, status, line, seen_in)
    VALUES (${id}, 1, 'id-${id}', 'Tea ${id}', '[]', 'present', ${id}, 1);`
  writeOldCatalogue(
    path,
    4,
    `
    INSERT INTO source (id, folder, added_at) VALUES (1, '/photos', '2026-01-01');
    ${[1, 2, 3].map(item).join('')}
    INSERT INTO match_run (id, created_at, threshold, scorer_version, last_action_id) VALUES (1, '2026-01-01', 0.5, 'scorer-1', 0);
    INSERT INTO pair VALUES (1, 1, 2, 0.9, '[]');
    INSERT INTO pair VALUES (1, 2, 3, 0.6, '[]');
    INSERT INTO product_group (run_id, representative, size, score, unsure, state, category) VALUES (1, 2, 3, 0.6, 0.1, 'open', NULL);
    INSERT INTO group_member VALUES (1, 2, 0, 2, 1), (1, 2, 1, 1, 0.9), (1, 2, 2, 3, 0.6);
    INSERT INTO action (id, kind, target_action_id, group_id, shown, note, reviewer, at, words, blind) VALUES
      (1, 'verdict', NULL, 2, '[2,1,3]', 'looks alike', 'Ada', '2026-01-01', 'same', 0),
      (2, 'verdict', NULL, 2, '[2,1,3]', '', 'Ada', '2026-01-02', 'variant', 1),
      (3, 'undo', 2, 2, '[2,1,3]', '', 'Ada', '2026-01-03', 'Took back: variant', 0),
      (4, 'skip', NULL, 2, '[2,1,3]', '', 'Ben', '2026-01-04', 'Skipped', 0);
    INSERT INTO verdict VALUES (1, 1, 1, 2, 'same-product', NULL), (2, 2, 2, 3, 'variant', 'Füllmenge'), (3, 2, 1, 3, 'variant', 'colour');
  `,
  )
}

describe('a catalogue of version 4', () => {
  it('keeps every action and verdict under its number, and they stay append-only', async () => {
    const path = join(folder, 'Old.doublet')
    writeVersion4(path)
    const catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
    const { actions } = createRepositories(catalogue.db)
    expect(actions.findAfter(0)).toMatchObject([
      {
        id: 1,
        kind: 'verdict',
        hasNote: true,
        around: null,
        verdicts: [{ id: 1, relation: 'same-product', together: true }],
      },
      {
        id: 2,
        blind: true,
        verdicts: [{ id: 2, together: false, variantAxis: 'Füllmenge' }, { variantAxis: 'colour' }],
      },
      { id: 3, kind: 'undo', targetActionId: 2, verdicts: [] },
      { id: 4, kind: 'skip', reviewer: 'Ben', shown: [2, 1, 3] },
    ])
    expect(actions.findByIds([1, 4])).toMatchObject([{ note: 'looks alike' }, { words: 'Skipped' }])
    for (const table of ['action', 'verdict']) {
      expect(() => catalogue.db.exec(`DELETE FROM ${table}`)).toThrow('append-only')
      expect(() => catalogue.db.exec(`UPDATE ${table} SET id = id + 100`)).toThrow('append-only')
    }
    expect(catalogue.db.pragma('foreign_key_check')).toEqual([])
    expect(catalogue.db.pragma('integrity_check', { simple: true })).toBe('ok')
    catalogue.close()
  })

  it('has the built-in relations and axes, and the axes that were said', async () => {
    const path = join(folder, 'Old.doublet')
    writeVersion4(path)
    const catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
    const { relations, axes } = createRepositories(catalogue.db)
    expect(relations.list().map(({ id, sign }) => `${id} ${sign}`)).toEqual([
      'same-product together',
      'same-image together',
      'variant apart',
      'related apart',
      'different apart',
    ])
    expect(axes.list().map(({ id, builtIn }) => `${id} ${builtIn}`)).toEqual([
      'colour true',
      'size true',
      'pack true',
      'material true',
      'flavour true',
      'Füllmenge false',
    ])
    expect(() => catalogue.db.exec('DELETE FROM relation')).toThrow('verdicts refer to relations')
    expect(() => catalogue.db.exec("UPDATE relation SET sign = 'apart'")).toThrow('settled by this sign')
    expect(() => catalogue.db.exec('DELETE FROM variant_axis')).toThrow('verdicts refer to axes')
    catalogue.close()
  })

  it('knows of its groups what can be known, and folds to what was in force', async () => {
    const path = join(folder, 'Old.doublet')
    writeVersion4(path)
    const catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
    const repositories = createRepositories(catalogue.db)
    const query = { runId: 1, filter: {}, sort: 'newest' } as const
    expect(repositories.groups.list(query, 0, 5)).toMatchObject([
      { id: 2, lowest: 0.6, news: 0, skipped: false },
    ])
    expect(repositories.groups.findPlace(1, 2)).toMatchObject({ newest: 3 })
    expect(repositories.settings.get('groups-to-mark')).toBe('1')
    expect(repositories.savedFilters.list()).toEqual([])
    const { folded } = new VerdictLedger(repositories.actions)
    expect(folded.direct.map(({ itemA, itemB }) => [itemA, itemB])).toEqual([[1, 2]])
    expect(folded.nextRedo('Ada')).toBe(2)
    catalogue.close()
  })
})
