import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Job } from '../contract/jobs.ts'
import type { SourceRequest } from '../contract/sources.ts'
import { EngineFixture } from './engine-fixture.ts'

let fixture: EngineFixture
beforeEach(async () => {
  fixture = new EngineFixture()
  await fixture.client.catalogue.create({ path: fixture.cataloguePath })
})
afterEach(() => fixture.end())

function write(name: string, text: string): string {
  const path = join(fixture.folder, name)
  writeFileSync(path, text)
  return path
}

function importAndMatch(source: SourceRequest): Promise<Job> {
  return fixture.finish(() => fixture.client.sources.import(source), 'match')
}

async function groupsOfIds(): Promise<string[][]> {
  const { rows } = await fixture.client.groups.list({ limit: 200 })
  const cases = await Promise.all(rows.map(({ id }) => fixture.client.groups.case({ groupId: id })))
  return cases.map(({ members }) => members.map(({ item }) => item.externalId).toSorted())
}

/** The sample's pictures by their path below its folder. */
function photosOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:png|jpe?g)$/u.test(file))
    .toSorted()
}

describe('the Shopee form', () => {
  // Hashes of the contest's own first rows; the pictures are not there.
  const TRAIN = `posting_id,image,image_phash,title,label_group
train_1,0000a68812bc7e98c42888dfb1c07da0.jpg,94974f937d4c2433,Paper Bag Victoria Secret,249114794
train_2,00039780dfc94d01db8676fe789ecd05.jpg,94974f937d4c2433,Paper Bag Victoria Secret,249114794
train_3,000a190fdd715a2a36faed16e2c65df7.jpg,b94cb00ed3e50f78,Maling TTS Canned Pork Luncheon Meat 397 gr,2395904891
train_4,00117e4fc239b1b641ff08340b429633.jpg,not a hash,Daster Batik Lengan pendek,4093212188
`

  it('uses given hashes where pictures are absent, says so once and of them only what is known', async () => {
    await importAndMatch({ table: write('train.csv', TRAIN) })
    const problems = await fixture.client.problems.list({})
    expect(problems.byCode).toEqual(
      expect.arrayContaining([
        { code: 'IMAGE_NOT_FOUND', count: 1, unlisted: 0 },
        { code: 'CELL_INVALID', count: 1, unlisted: 0 },
      ]),
    )
    expect(await groupsOfIds()).toEqual([['train_1', 'train_2']])
    const evidence = await fixture.client.groups.pair({ itemA: 1, itemB: 2 })
    const distances = new Map(evidence.channels.map(({ channel, distance }) => [channel, distance]))
    expect(distances.get('phash')).toBe(0)
    expect(distances.get('bytes')).toBeNull()
    expect(distances.get('image')).toBeNull()
    expect(evidence).toMatchObject({ imageA: null, imageB: null })
    // A pair that the match did not keep is measured in the same way.
    const far = await fixture.client.groups.pair({ itemA: 1, itemB: 3 })
    expect(far.channels.find(({ channel }) => channel === 'phash')?.distance).toBeGreaterThan(12)
  })

  it('prefers a picture to a given hash once it is there', async () => {
    const sample = await fixture.drawSample(2)
    const name = photosOf(sample.folder)[0] ?? ''
    const images = join(fixture.folder, 'train_images')
    const table = write(
      'train.csv',
      `posting_id,image,image_phash,title\np,shot${name.slice(name.lastIndexOf('.'))},ffffffff00000000,Tea\nq,gone.jpg,ffffffff00000000,Soap\n`,
    )
    mkdirSync(images)
    await importAndMatch({ folder: images, table })
    const phash = async (): Promise<number | null> =>
      (await fixture.client.groups.pair({ itemA: 1, itemB: 2 })).channels.find(
        ({ channel }) => channel === 'phash',
      )?.distance ?? null
    expect(await phash()).toBe(0)
    copyFileSync(join(sample.folder, name), join(images, `shot${name.slice(name.lastIndexOf('.'))}`))
    await importAndMatch({ folder: images, table })
    expect(await phash()).toBeGreaterThan(0)
  })

  it('writes submission.csv with every posting, itself first', async () => {
    await importAndMatch({ table: write('test.csv', TRAIN) })
    const path = join(fixture.folder, 'submission.csv')
    const done = await fixture.client.export.run({ what: 'submission', format: 'csv', path })
    expect(done.rows).toBe(4)
    expect(readFileSync(path, 'utf8').split('\n')).toEqual([
      'posting_id,matches',
      'train_1,train_1 train_2',
      'train_2,train_2 train_1',
      'train_3,train_3',
      'train_4,train_4',
      '',
    ])
  })
})

describe('the product search form', () => {
  async function importTables(): Promise<{ gallery: string; queries: string; pictures: string[] }> {
    const sample = await fixture.drawSample(4)
    const pictures = photosOf(sample.folder)
    const gallery = write(
      'gallery.csv',
      `seller_img_id,img_path,product_id\n${pictures.map((file, n) => `${100 + n},sample/${file},${n}`).join('\n')}\n999,sample/gone.jpg,77\n`,
    )
    // Each query is a gallery picture again: the first in a box that is all of it, the second in one beyond its edge.
    const queries = write(
      'queries.csv',
      `user_img_id,img_path,bbox_x,bbox_y,bbox_w,bbox_h,product_id\n7,sample/${pictures[2]},0,0,9000,9000,2\n5,sample/${pictures[0]},,,,,0\n6,sample/nowhere.jpg,,,,,1\n`,
    )
    for (const table of [gallery, queries])
      await fixture.finish(() => fixture.client.sources.import({ table }), 'match')
    return { gallery, queries, pictures }
  }

  it('ranks the gallery for every query in the order of its table, as .npy and CSV, with mAP', async () => {
    const { gallery, queries, pictures } = await importTables()
    const out = join(fixture.folder, 'ranking.npy')
    const top = pictures.length + 5
    const job = await fixture.finish(
      () => fixture.client.evaluate.startRanking({ gallery, queries, out, top }),
      'rank',
    )
    expect(job).toMatchObject({ status: 'done', error: null })
    const report = await fixture.client.evaluate.ranking({})
    expect(report).toMatchObject({ queries: 3, queriesWithoutPicture: 1, galleryWithoutPicture: 1, top })
    // The third query has no picture and finds nothing; the others find themselves first.
    expect(report?.queriesWithTruth).toBe(3)
    expect(report?.meanAveragePrecision).toBeCloseTo(2 / 3, 6)
    expect(report?.notes.map(({ words }) => words)).toEqual([
      'Queries without a picture that could be read: 1. Their rows hold -1 alone.',
      'Gallery rows without a picture that could be read: 1. They are in no ranking.',
      `The gallery has fewer than ${top} pictures, so that the rows of the array end with -1.`,
    ])

    const bytes = readFileSync(out)
    const start = 10 + bytes.readUInt16LE(8)
    expect(bytes.toString('latin1', 10, start)).toContain(`'shape': (3, ${top})`)
    const row = (query: number): number[] =>
      Array.from({ length: top }, (_, rank) => bytes.readInt32LE(start + (query * top + rank) * 4))
    expect(row(0)[0]).toBe(102)
    expect(row(1)[0]).toBe(100)
    expect(new Set(row(1).slice(0, pictures.length))).toEqual(new Set(pictures.map((_, n) => 100 + n)))
    expect(new Set(row(2))).toEqual(new Set([-1]))
    expect(row(0).slice(pictures.length)).toEqual([-1, -1, -1, -1, -1])
    const lines = readFileSync(join(fixture.folder, 'ranking.csv'), 'utf8').trim().split('\n')
    expect(lines[0]).toBe('user_img_id,rank,seller_img_id,cosine_distance')
    expect(lines).toHaveLength(1 + 2 * pictures.length)
    expect(lines[1]).toMatch(/^7,1,102,/)
  })

  it('refuses tables that were not imported and ids that are no whole numbers', async () => {
    const table = write('letters.csv', 'seller_img_id,img_path\nabc,a.jpg\n')
    await fixture.finish(() => fixture.client.sources.import({ table }), 'match')
    const rank = (gallery: string): Promise<Job> =>
      fixture.finish(
        () =>
          fixture.client.evaluate.startRanking({
            gallery,
            queries: table,
            out: join(fixture.folder, 'r.npy'),
          }),
        'rank',
      )
    expect(await rank(join(fixture.folder, 'other.csv'))).toMatchObject({
      status: 'failed',
      error: { words: expect.stringContaining('was not imported yet') },
    })
    expect(await rank(table)).toMatchObject({
      status: 'failed',
      error: { words: expect.stringContaining('Expected ids of whole numbers up to 2147483647') },
    })
  })
})

describe('a catalogue', () => {
  async function allTheWay(): Promise<{ groups: number; f1: number | null; rows: number }> {
    await fixture.finish(() => fixture.client.evaluate.start({}), 'evaluate')
    const report = await fixture.client.evaluate.report({})
    const { rows } = await fixture.client.groups.list({})
    const first = z.object({ id: z.number() }).parse(rows[0])
    const opened = await fixture.client.groups.case({ groupId: first.id })
    const shown = opened.members.map(({ item }) => item.id)
    await fixture.client.review.record({
      groupId: first.id,
      shown,
      verdicts: shown
        .slice(1)
        .map((itemB) => ({ itemA: first.id, itemB, relation: 'same-product' as const })),
    })
    const path = join(fixture.folder, 'pairs.csv')
    const exported = await fixture.client.export.run({ what: 'pairs', format: 'csv', path })
    return { groups: rows.length, f1: report?.figures.pairs.f1 ?? null, rows: exported.rows }
  }

  it('of titles alone is matched, evaluated, reviewed and exported', async () => {
    const { table } = await fixture.drawSample(12)
    const [header = '', ...lines] = readFileSync(table, 'utf8').trim().split('\n')
    // The column of pictures gets a name that means nothing, so that there are titles and facts alone.
    const named = header.replace(/\bimages?\b/u, 'note')
    expect(named).not.toBe(header)
    await importAndMatch({ table: write('titles.csv', [named, ...lines].join('\n')) })
    expect((await fixture.client.catalogue.current())?.pictures).toBe(0)
    const { groups, f1, rows } = await allTheWay()
    expect(groups).toBeGreaterThan(2)
    expect(f1).toBeGreaterThan(0.5)
    expect(rows).toBeGreaterThan(0)
  })

  it('of pictures alone is matched, evaluated, reviewed and exported', async () => {
    const { folder } = await fixture.drawSample(12)
    await importAndMatch({ folder })
    const { groups, rows } = await allTheWay()
    expect(groups).toBeGreaterThan(2)
    expect(rows).toBeGreaterThan(0)
    expect((await fixture.client.evaluate.report({}))?.notes).toMatchObject([{ kind: 'no-labels' }])
  })
})
