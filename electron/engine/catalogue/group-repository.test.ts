import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupSort, type GroupFilter } from '../../contract/groups.ts'
import { groupCount } from './group-conditions.ts'
import type { GroupQuery } from './group-repository.ts'
import { openCatalogue, type Catalogue } from './open-catalogue.ts'
import { createRepositories, type Repositories } from './repositories.ts'

let folder: string
let catalogue: Catalogue
let repositories: Repositories
let runId: number

/** Forty groups of two with scores and categories that repeat, so that ties are met. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-groups-'))
  catalogue = await openCatalogue(join(folder, 'A.doublet'), { mode: 'create', program: 'a test' })
  repositories = createRepositories(catalogue.db)
  const source = repositories.sources.save({ folder: '/photos' }, '2026-01-01T00:00:00.000Z')
  for (let n = 1; n <= 80; n++)
    repositories.items.save(
      source.id,
      1,
      {
        externalId: `id-${n}`,
        title: n % 2 === 0 ? `100% cotton shirt_${n}` : null,
        description: null,
        category: null,
        brand: null,
        price: null,
        code: null,
        labelGroup: null,
        attributes: [],
        line: n,
      },
      [],
    )
  runId = repositories.runs.add(
    { threshold: 0.5, scorerVersion: '1', lastActionId: 0, distanceScale: 1 },
    '2026-01-01T00:00:00.000Z',
  )
  repositories.groups.addAll(
    runId,
    Array.from({ length: 40 }, (_, n) => ({
      representative: 2 * n + 1,
      members: [
        { itemId: 2 * n + 1, score: 1 },
        { itemId: 2 * n + 2, score: (n % 5) / 10 + 0.5 },
      ],
      score: (n % 5) / 10 + 0.5,
      value: (n % 7) / 10,
      state: n % 4 === 0 ? ('confirmed' as const) : ('open' as const),
      category: n % 2 === 0 ? 'shirts' : 'mugs',
      marks: {
        skipped: n % 3 === 0,
        flagged: n % 5 === 0,
        noted: n % 8 === 0,
        news: n % 10 === 0 ? 1 : 0,
        relations: n % 4 === 0 ? ['same-product', 'variant'] : [],
      },
    })),
  )
})
afterAll(() => {
  catalogue.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the list of groups', () => {
  it.each(groupSort.options)(
    'gives the same order by pages and by walking on from each group (%s)',
    (sort) => {
      const query: GroupQuery = { runId, filter: {}, sort }
      const listed = [0, 15, 30]
        .flatMap((offset) => repositories.groups.list(query, offset, 15))
        .map((row) => row.id)
      expect(new Set(listed).size).toBe(40)
      const walked: number[] = []
      for (let at = repositories.groups.findNext(query, null, 'next', false); at !== null;) {
        walked.push(at)
        at = repositories.groups.findNext(query, repositories.groups.findPlace(runId, at), 'next', false)
      }
      expect(walked).toEqual(listed)
      const last = walked.at(-1) ?? 0
      const back = repositories.groups.findNext(
        query,
        repositories.groups.findPlace(runId, last),
        'previous',
        false,
      )
      expect(back).toBe(walked.at(-2))
    },
  )

  it('walks over confirmed groups when only undecided ones are wanted', () => {
    const query: GroupQuery = { runId, filter: {}, sort: 'score-desc' }
    let at = repositories.groups.findNext(query, null, 'next', true)
    let count = 0
    while (at !== null) {
      expect(repositories.groups.find(runId, at)?.state).toBe('open')
      count += 1
      at = repositories.groups.findNext(query, repositories.groups.findPlace(runId, at), 'next', true)
    }
    expect(count).toBe(30)
  })

  it('filters by state, category, score and words, and counts what it lists', () => {
    const filter = {
      state: 'open',
      category: 'mugs',
      minimumScore: 0.6,
      maximumScore: 0.8,
      text: '100% shirt_',
    } as const
    const query: GroupQuery = { runId, filter, sort: 'score-asc' }
    const rows = repositories.groups.list(query, 0, 100)
    expect(rows.length).toBe(repositories.groups.count(query))
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toMatchObject({ state: 'open', category: 'mugs' })
    const wildcard: GroupQuery = { runId, filter: { text: '%_nothing' }, sort: 'score-asc' }
    expect(repositories.groups.count(wildcard)).toBe(0)
  })

  it('filters by marks, size and what was said, and counts what it lists', () => {
    const matching = (filter: GroupFilter): number[] => {
      const query: GroupQuery = { runId, filter, sort: 'newest' }
      const rows = repositories.groups.list(query, 0, 100)
      expect(rows.length).toBe(repositories.groups.count(query))
      return rows.map(({ id }) => (id - 1) / 2).toSorted((a, b) => a - b)
    }
    const all = Array.from({ length: 40 }, (_, n) => n)
    expect(matching({ skipped: true })).toEqual(all.filter((n) => n % 3 === 0))
    expect(matching({ skipped: false })).toEqual(all.filter((n) => n % 3 !== 0))
    expect(matching({ flagged: true, noted: true })).toEqual([0])
    expect(matching({ news: true })).toEqual([0, 10, 20, 30])
    expect(matching({ relation: 'variant', state: 'confirmed', flagged: false })).toEqual(
      all.filter((n) => n % 4 === 0 && n % 5 !== 0),
    )
    expect(matching({ relation: 'related' })).toEqual([])
    expect(matching({ minimumSize: 2, maximumSize: 2 })).toEqual(all)
    expect(matching({ minimumSize: 3 })).toEqual([])
  })

  it('lists what is marked, and marks it anew', () => {
    const query: GroupQuery = { runId, filter: {}, sort: 'newest' }
    const [first] = repositories.groups.list(query, 39, 1)
    expect(first).toMatchObject({ id: 1, skipped: true, flagged: true, noted: true, news: 1, lowest: null })
    const marks = { skipped: false, flagged: false, noted: true, news: 0, relations: ['different'] }
    repositories.groups.mark(runId, 79, marks)
    expect(repositories.groups.list(query, 0, 1)).toMatchObject([{ id: 79, noted: true, news: 0 }])
    expect(repositories.groups.count({ ...query, filter: { relation: 'different' } })).toBe(1)
  })

  it('finds the groups of items and drops a group with its members', () => {
    expect(repositories.groups.findOfItems(runId, [2, 3, 4, 999])).toEqual([1, 3])
    repositories.groups.remove(runId, [3])
    expect(repositories.groups.findOfItems(runId, [3, 4])).toEqual([])
    expect(repositories.groups.findMembers(runId, 3)).toEqual([])
  })

  it('never scans a whole table for a page, a neighbour or the pairs of an item', () => {
    const plans = [
      'SELECT representative FROM product_group WHERE run_id = 1 AND (score < 0.5 OR (score = 0.5 AND representative > 3)) ORDER BY score DESC, representative LIMIT 1',
      'SELECT * FROM pair WHERE run_id = 1 AND item_b = 2 AND score >= 0.5',
      'SELECT * FROM group_member WHERE run_id = 1 AND item_id = 4',
      'SELECT representative FROM product_group WHERE run_id = 1 AND (newest < 9 OR (newest = 9 AND representative > 3)) ORDER BY newest DESC, representative LIMIT 1',
      "SELECT id FROM file WHERE status = 'pending' AND id > 5 LIMIT 10",
      "SELECT * FROM job WHERE status IN ('queued', 'running', 'paused') ORDER BY id LIMIT 1",
    ].map((sql) => catalogue.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all())
    for (const plan of plans)
      for (const { detail } of plan)
        expect(detail).not.toMatch(/^SCAN (product_group|pair|group_member|file)\b(?!.*INDEX)/)
  })

  it.each([
    ['skipped', 'group_skipped'],
    ['flagged', 'group_flagged'],
    ['noted', 'group_noted'],
    ['news', 'group_news'],
  ] as const)('counts the groups with the mark “%s” by an index of theirs', (mark, index) => {
    expect(planOf({ [mark]: true })).toEqual([expect.stringContaining(`COVERING INDEX ${index}`)])
  })

  it('counts groups by size and by what was said without reading others', () => {
    expect(planOf({ minimumSize: 3, maximumSize: 5 })).toEqual([
      expect.stringContaining('COVERING INDEX group_size (run_id=? AND size>? AND size<?)'),
    ])
    expect(planOf({ relation: 'variant' }).join('; ')).toMatch(
      /SEARCH product_group USING PRIMARY KEY \(run_id=\? AND representative=\?\).*SEARCH group_relation USING PRIMARY KEY/,
    )
  })

  /** How SQLite counts the groups that meet a filter. */
  function planOf(filter: GroupFilter): string[] {
    const { sql, parameters } = groupCount({ runId, filter })
    return catalogue.db
      .prepare<[typeof parameters], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(parameters)
      .map(({ detail }) => detail)
  }
})
