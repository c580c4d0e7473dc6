import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openCatalogue, type Catalogue } from './open-catalogue.ts'
import { createRepositories, type Repositories } from './repositories.ts'

const AT = '2026-01-01T00:00:00.000Z'
let folder: string
let catalogue: Catalogue
let repositories: Repositories
let spaceId: number
let sourceId: number

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-descriptors-'))
  catalogue = await openCatalogue(join(folder, 'A.doublet'), { mode: 'create', program: 'a test' })
  repositories = createRepositories(catalogue.db)
  sourceId = repositories.sources.save({ folder: '/photos' }, AT).id
  spaceId = repositories.spaces.save(space('encoder', 2))
})
afterEach(() => {
  catalogue.close()
  rmSync(folder, { recursive: true })
})

function space(modelId: string, dimension: number, metric = 'cosine') {
  return { modelId, version: '1', preprocessing: 'p', dimension, metric }
}

/** A described picture file; returns the ids of both. */
function addPicture(name: string, hash: number): { fileId: number; pictureId: number } {
  const fileId = repositories.files.save({ path: `/photos/${name}`, size: 9, mtimeMs: 1 })
  const pictureId = repositories.pictures.save({
    sha256: new Uint8Array(32).fill(hash),
    bytes: 9,
    width: 100,
    height: 80,
    format: 'png',
    phash: new Uint8Array(8).fill(hash),
  })
  repositories.files.markDescribed(fileId, pictureId, 9, 1)
  return { fileId, pictureId }
}

function addItem(
  externalId: string,
  files: Parameters<Repositories['items']['save']>[3],
  title: string | null = null,
): number {
  const nothing = {
    description: null,
    category: null,
    brand: null,
    price: null,
    code: null,
    labelGroup: null,
  }
  repositories.items.save(sourceId, 1, { externalId, title, ...nothing, attributes: [], line: 1 }, files)
  return repositories.items.findMatchable().at(-1)?.id ?? 0
}

const box = { x: 10, y: 5, width: 20, height: 30 }

describe('views', () => {
  it('are whole pictures where nothing else is said, with or without a vector', () => {
    const [a, b] = [addPicture('a.png', 1), addPicture('b.png', 2)]
    repositories.pictures.saveEmbedding(spaceId, a.pictureId, Float32Array.of(1, 0))
    const item = addItem('i', [
      { fileId: a.fileId, box: null },
      { fileId: b.fileId, box: null },
    ])
    const views = repositories.views.loadAll(spaceId, 2)
    expect(Array.from(views.pictureIds)).toEqual([a.pictureId, b.pictureId])
    expect(Array.from(views.vectors)).toEqual([1, 0, Number.NaN, Number.NaN])
    expect(repositories.views.findOfPresentItems(spaceId)).toMatchObject([
      { itemId: item, pictureId: a.pictureId, regionId: 0 },
      { itemId: item, pictureId: b.pictureId, regionId: 0 },
    ])
  })

  it('are the given part of a picture, and the whole of it without a vector until that is described', () => {
    const { fileId, pictureId } = addPicture('a.png', 1)
    repositories.pictures.saveEmbedding(spaceId, pictureId, Float32Array.of(1, 0))
    const item = addItem('i', [{ fileId, box }])
    expect(repositories.views.findOfItems([item], spaceId)).toMatchObject([{ regionId: 0, vector: null }])
    expect(repositories.regions.findPendingBoxes(spaceId, 0, 10)).toMatchObject([{ pictureId, ...box }])
    repositories.regions.saveGiven(spaceId, pictureId, box, Float32Array.of(0, 1))
    expect(repositories.regions.countPendingBoxes(spaceId)).toBe(0)
    const [view] = repositories.views.findOfItems([item], spaceId)
    expect(view).toMatchObject({ itemId: item, pictureId, label: null })
    expect(view?.regionId).toBeGreaterThan(0)
    expect(view?.vector).toEqual(Buffer.from(Float32Array.of(0, 1).buffer))
  })

  it('are all items that a detector found in a picture, with their labels', () => {
    const { fileId, pictureId } = addPicture('a.png', 1)
    const item = addItem('i', [{ fileId, box: null }])
    expect(repositories.regions.findUnsearched(spaceId, 0, 10)).toMatchObject([{ pictureId }])
    repositories.regions.saveFound(spaceId, pictureId, [
      { ...box, label: 'shoes', score: 0.9, vector: Float32Array.of(1, 0) },
      { ...box, x: 50, label: 'bag', score: 0.5, vector: Float32Array.of(0, 1) },
    ])
    expect(repositories.regions.countUnsearched(spaceId)).toBe(0)
    expect(repositories.views.findOfItems([item], spaceId).map(({ label }) => label)).toEqual([
      'shoes',
      'bag',
    ])
    const { labels, labelNames, regionIds } = repositories.views.loadAll(spaceId, 2)
    expect(Array.from(labels)).toEqual([0, 1, 2])
    expect(labelNames).toEqual(['shoes', 'bag'])
    expect(regionIds[0]).toBe(0)
  })

  it('are the whole picture where a detector found nothing', () => {
    const { fileId, pictureId } = addPicture('a.png', 1)
    const item = addItem('i', [{ fileId, box: null }])
    repositories.regions.saveFound(spaceId, pictureId, [])
    expect(repositories.regions.countUnsearched(spaceId)).toBe(0)
    expect(repositories.views.findOfItems([item], spaceId)).toMatchObject([{ regionId: 0, label: null }])
  })

  it('are the pictures within a picture beside the whole of it, but where a listing means a part', () => {
    const { fileId, pictureId } = addPicture('a.png', 1)
    const whole = addItem('whole', [{ fileId, box: null }])
    const part = addItem('part', [{ fileId, box }])
    const inner = { ...box, x: 40 }
    repositories.pictures.saveEmbedding(spaceId, pictureId, Float32Array.of(1, 0))
    repositories.regions.saveInner(spaceId, pictureId, [
      { box, embedding: Float32Array.of(0, 1) },
      { box: inner, embedding: Float32Array.of(0, -1) },
    ])
    repositories.regions.saveGiven(spaceId, pictureId, box, Float32Array.of(0, 1))
    const vectorsOf = (item: number) =>
      repositories.views.findOfItems([item], spaceId).map(({ vector }) => vector)
    const bytes = (...numbers: number[]) => Buffer.from(Float32Array.from(numbers).buffer)
    expect(vectorsOf(whole)).toEqual([bytes(1, 0), bytes(0, 1), bytes(0, -1)])
    expect(vectorsOf(part)).toEqual([bytes(0, 1)])
    const other = repositories.spaces.save(space('another', 2))
    expect(repositories.views.findOfItems([whole], other)).toMatchObject([{ regionId: 0 }])
    repositories.settings.set('current-space', String(spaceId))
    const [shown] = repositories.items.findByIds([whole])
    expect(shown?.pictures[0]?.boxes).toEqual([
      { ...box, label: null, score: null, origin: 'inner' },
      { ...inner, label: null, score: null, origin: 'inner' },
    ])
  })

  it('refuse vectors of another length', () => {
    const { pictureId } = addPicture('a.png', 1)
    repositories.pictures.saveEmbedding(spaceId, pictureId, Float32Array.of(1, 0, 0))
    expect(() => repositories.views.loadAll(spaceId, 2)).toThrow('Expected a vector of 8 bytes')
  })
})

describe('boxes of items', () => {
  it('are the given one, or those of the model in use, best first', () => {
    const { fileId, pictureId } = addPicture('a.png', 1)
    const given = addItem('given', [{ fileId, box }])
    const found = addItem('found', [{ fileId, box: null }])
    const vector = Float32Array.of(1, 0)
    repositories.regions.saveFound(spaceId, pictureId, [
      { ...box, x: 1, label: 'bag', score: 0.5, vector },
      { ...box, x: 2, label: 'shoes', score: 0.9, vector },
    ])
    const boxesOf = (id: number) => repositories.items.findByIds([id])[0]?.pictures[0]?.boxes
    expect(boxesOf(given)).toEqual([{ ...box, label: null, score: null, origin: 'given' }])
    expect(boxesOf(found)).toEqual([])
    repositories.settings.set('current-space', String(spaceId))
    expect(boxesOf(found)?.map(({ label }) => label)).toEqual(['shoes', 'bag'])
  })
})

describe('title vectors', () => {
  it('are of the title as it is now', () => {
    const item = addItem('i', [], 'Tea')
    addItem('untitled', [])
    const [pending] = repositories.titleEmbeddings.findPending(spaceId, 0, 10)
    expect(pending).toEqual({ itemId: item, title: 'Tea' })
    repositories.titleEmbeddings.save(spaceId, { itemId: item, title: 'Tea' }, Float32Array.of(1, 0))
    expect(repositories.titleEmbeddings.count(spaceId)).toEqual({ titles: 1, embedded: 1 })
    expect(Array.from(repositories.titleEmbeddings.load(spaceId, Uint32Array.of(99, item), 2))).toEqual([
      Number.NaN,
      Number.NaN,
      1,
      0,
    ])
    addItem('i', [], 'Green tea')
    expect(repositories.titleEmbeddings.count(spaceId)).toEqual({ titles: 1, embedded: 0 })
  })
})

describe('predicted categories', () => {
  it('stand in for the given one where the model in use is sure, and only there', () => {
    const { fileId, pictureId } = addPicture('a.png', 1)
    const sure = addItem('sure', [{ fileId, box: null }], 'Tea')
    const unsure = addItem('unsure', [{ fileId, box: null }], 'Thing')
    const categorySpace = repositories.spaces.save(space('classifier', 3, 'category'))
    const pending = repositories.predictedCategories.findPending(categorySpace, 0, 10)
    expect(pending).toMatchObject([{ itemId: sure, pictureId }, { itemId: unsure }])
    const classes = [{ name: 'Green Tea', probability: 0.9 }]
    for (const item of pending)
      repositories.predictedCategories.save(
        categorySpace,
        item,
        item.itemId === sure ? 'Green Tea' : null,
        classes,
      )
    expect(repositories.items.categories()).toEqual([])
    repositories.settings.set('categories-space', String(categorySpace))
    expect(repositories.items.categories()).toEqual(['Green Tea'])
    expect(repositories.items.findCategories([sure, unsure])).toEqual(new Map([[sure, 'Green Tea']]))
    expect(repositories.items.findByIds([unsure])[0]?.predicted).toEqual(classes)
    expect(repositories.predictedCategories.count(categorySpace)).toEqual({ items: 2, classified: 2 })
  })
})

describe('acceptances', () => {
  it('are kept for good', () => {
    const acceptance = {
      modelId: 'm',
      source: 'hf:a/b',
      licence: 'custom',
      terms: 'Cite us.',
      acceptedBy: 'Ada',
      acceptedAt: AT,
    }
    repositories.acceptances.add(acceptance)
    expect(repositories.acceptances.findNewest().get('m')).toEqual(acceptance)
    expect(() => catalogue.db.exec('DELETE FROM acceptance')).toThrow('append-only')
    expect(() => catalogue.db.exec("UPDATE acceptance SET terms = ''")).toThrow('append-only')
  })
})

describe('the queries of a large catalogue', () => {
  it.each([
    ['views of some items', "SELECT * FROM item_file WHERE item_id IN (SELECT value FROM json_each('[1]'))"],
    ['regions of a picture', 'SELECT * FROM region WHERE picture_id = 1'],
    ['predictions of an item', 'SELECT best FROM predicted_category WHERE space_id = 1 AND item_id = 1'],
  ])('%s use an index', (_what, sql) => {
    const plan = catalogue.db.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all()
    expect(plan.filter(({ detail }) => /^SCAN (?!json_each)/.test(detail))).toEqual([])
  })

  it('views and boxes of some items look at the regions of their pictures, not at all of a space', () => {
    const prepare = vi.spyOn(catalogue.db, 'prepare')
    createRepositories(catalogue.db)
    const queries = prepare.mock.calls
      .map(([sql]) => sql)
      .filter((sql) => /item_file.*region_embedding/s.test(sql) && sql.includes('@items'))
    prepare.mockRestore()
    expect(queries).toHaveLength(2)
    for (const sql of queries) {
      const plan = catalogue.db
        .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all({ spaceId: 1, items: '[1]' })
      const looks = plan.filter(({ detail }) => detail.includes('region_embedding'))
      expect(looks.length).toBeGreaterThan(0)
      for (const { detail } of looks) expect(detail).toContain('region_id=?')
    }
  })
})
