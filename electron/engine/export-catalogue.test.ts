import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExportOptions } from '../contract/export.ts'
import { EngineFixture } from './engine-fixture.ts'

let fixture: EngineFixture

/** Two listings that are said to be one product, one that is a variant of it, one that is another product. */
async function sayWhatIsWhat(): Promise<void> {
  const { rows } = await fixture.client.groups.list({ limit: 20 })
  const ids = rows.map(({ id }) => id)
  const first = await fixture.client.groups.case({ groupId: ids[0] ?? 0 })
  const [a, b] = first.members.map(({ item }) => item.id)
  const [variant, other] = [ids[1], ids[2]]
  if (a === undefined || b === undefined || variant === undefined || other === undefined)
    throw new Error('Expected three groups')
  await fixture.client.review.record({
    groupId: first.groupId,
    shown: [a, b, variant, other],
    verdicts: [
      { itemA: a, itemB: b, relation: 'same-product' },
      { itemA: a, itemB: variant, relation: 'variant' },
      { itemA: a, itemB: other, relation: 'different' },
    ],
  })
}

const preview = (options: Partial<ExportOptions> & Pick<ExportOptions, 'what'>) =>
  fixture.client.export.preview({ includeImplied: false, validationShare: 0, testShare: 0, ...options })

describe('an export', () => {
  beforeAll(async () => {
    fixture = new EngineFixture()
    const sample = await fixture.drawSample(8)
    await fixture.client.catalogue.create({ path: fixture.cataloguePath })
    await fixture.finish(() => fixture.client.sources.import(sample), 'match')
    await sayWhatIsWhat()
  })
  afterAll(() => fixture.end())

  it('shows its first rows, a cell a column, with counts by relation and split', async () => {
    const shown = await preview({ what: 'pairs' })
    expect(shown.rows).toBe(3)
    expect(shown.byRelation).toEqual([
      { relation: 'different', count: 1 },
      { relation: 'same-product', count: 1 },
      { relation: 'variant', count: 1 },
    ])
    expect(shown.bySplit).toEqual([{ split: 'train', count: 3 }])
    expect(shown.first).toHaveLength(3)
    for (const row of shown.first) expect(row).toHaveLength(shown.columns.length)
  })

  it('lets the curator say which relations make one product', async () => {
    const same = async (sameProduct?: string[]): Promise<number> => {
      const { columns, first } = await preview(
        sameProduct ? { what: 'pairs', sameProduct } : { what: 'pairs' },
      )
      return first.filter((row) => row[columns.indexOf('same_product')] === 'true').length
    }
    expect(await same()).toBe(1)
    expect(await same(['same-product', 'variant'])).toBe(2)
    expect(await same([])).toBe(0)
  })

  it('makes triplets of what is one product and what is not', async () => {
    const shown = await preview({ what: 'triplets' })
    // Anchored at the listing that something was said of in both ways.
    expect(shown.rows).toBe(2)
    expect(shown.byRelation).toEqual([
      { relation: 'different', count: 1 },
      { relation: 'variant', count: 1 },
    ])
  })

  it('writes the catalogue with one representative a group', async () => {
    const path = join(fixture.folder, 'catalogue.jsonl')
    const { rows } = await fixture.client.export.run({ what: 'catalogue', format: 'jsonl', path })
    const listings = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line))
    expect(rows).toBe((await fixture.client.catalogue.current())?.items)
    expect(listings).toHaveLength(rows)
    const byGroup = Map.groupBy(
      listings.filter(({ group }) => group !== null),
      ({ group }) => group,
    )
    for (const members of byGroup.values())
      expect(members.filter(({ representative }) => representative === true)).toHaveLength(1)
    expect(listings[0]).toMatchObject({ attributes: expect.stringMatching(/^\{/), title: expect.any(String) })
  })

  it('writes a folder for training beside the last one, and none where something lies already', async () => {
    const first = await fixture.client.export.run({ what: 'folder' })
    expect(first).toMatchObject({ isFolder: true, fileName: 'Test-folder', rows: expect.any(Number) })
    expect(readdirSync(first.path).toSorted()).toEqual(expect.arrayContaining(['README.txt', 'pairs.csv']))
    expect((await fixture.client.export.run({ what: 'folder' })).fileName).toBe('Test-folder-2')
    await expect(fixture.client.export.run({ what: 'folder', path: fixture.folder })).rejects.toMatchObject({
      code: 'DISK',
    })
  })

  it('refuses a place that is not there before it gathers anything', async () => {
    const path = join(fixture.folder, 'nowhere', 'pairs.csv')
    await expect(fixture.client.export.run({ what: 'pairs', path })).rejects.toMatchObject({
      code: 'DISK',
      data: { path },
    })
    expect(existsSync(path)).toBe(false)
  })

  it('stops looking when nobody waits for it', async () => {
    const stop = new AbortController()
    const asked = fixture.client.export.preview({ what: 'pairs' }, { signal: stop.signal })
    stop.abort()
    await expect(asked).rejects.toThrow('aborted')
    expect((await preview({ what: 'groups' })).rows).toBeGreaterThan(0)
  })
})
