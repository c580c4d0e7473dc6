import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EngineFixture } from './engine-fixture.ts'

let fixture: EngineFixture

describe('the main job, from a dropped folder to labelled pairs', () => {
  let sample: { folder: string; table: string }
  beforeAll(async () => {
    fixture = new EngineFixture()
    sample = await fixture.drawSample(14)
    await fixture.client.catalogue.create({ path: fixture.cataloguePath })
    await fixture.finish(() => fixture.client.sources.import(sample), 'match')
  })
  afterAll(() => fixture.end())

  it('finds every listing, describes every picture and proposes groups of the same product', async () => {
    const info = await fixture.client.catalogue.current()
    expect(info?.items).toBeGreaterThan(30)
    expect(info?.problems).toBe(0)
    expect(info?.groupsOpen).toBeGreaterThan(5)
    await fixture.finish(() => fixture.client.evaluate.start({}), 'evaluate')
    const report = await fixture.client.evaluate.report({})
    const { precision, recall } = report?.figures.pairs ?? { precision: 0, recall: 0 }
    expect(precision).toBeGreaterThan(0.5)
    expect(recall).toBeGreaterThan(0.5)
  })

  it('says of each pair what was measured in every channel, adding up to the score', async () => {
    const { rows } = await fixture.client.groups.list({})
    const shown = await fixture.client.groups.case({ groupId: rows[0]?.id ?? 0 })
    expect(shown.members.length).toBe(rows[0]?.size)
    const evidence = shown.members[1]?.evidence
    expect(evidence?.channels.map(({ channel }) => channel)).toEqual([
      'bytes',
      'phash',
      'image',
      'title',
      'meaning',
      'brand',
      'category',
      'price',
      'code',
    ])
    expect(evidence?.score).toBeGreaterThanOrEqual(0.5)
    expect(evidence?.broughtBy?.length).toBeGreaterThan(0)
    for (const { rank, of } of evidence?.broughtBy ?? [])
      if (rank !== null) expect(rank).toBeLessThanOrEqual(of)
    expect(shown.members[0]?.item.pictures[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('tells how far apart the candidate pairs are in each channel, nearest first', async () => {
    const distributions = await fixture.client.groups.distributions()
    expect(distributions.map(({ channel }) => channel)).toEqual(expect.arrayContaining(['image', 'title']))
    for (const { quantiles } of distributions)
      expect(quantiles).toEqual(quantiles.toSorted((one, other) => one - other))
  })

  it('serves thumbnails and full pictures by content hash and nothing else', async () => {
    const { rows } = await fixture.client.groups.list({ limit: 1 })
    const sha256 = rows[0]?.thumbnails[0]?.sha256 ?? ''
    const thumbnail = await fixture.engine.readPicture(sha256, 'thumbnail')
    const full = await fixture.engine.readPicture(sha256, 'full')
    expect(thumbnail?.contentType).toBe('image/jpeg')
    expect(full?.bytes).toBeGreaterThan(thumbnail?.bytes ?? Number.POSITIVE_INFINITY)
    expect(await fixture.engine.readPicture('0'.repeat(64), 'full')).toBeNull()
    expect(await fixture.engine.readPicture('../../etc/passwd', 'full')).toBeNull()
  })

  it('confirms a group, takes it back, does it again, and knows it after a restart', async () => {
    const { rows } = await fixture.client.groups.list({ sort: 'size-desc' })
    const groupId = rows[0]?.id ?? 0
    const opened = await fixture.client.groups.case({ groupId })
    const members = opened.members.map(({ item }) => item.id)
    const verdicts = members
      .slice(1)
      .map((itemB) => ({ itemA: groupId, itemB, relation: 'same-product' as const }))
    const recorded = await fixture.client.review.record({ groupId, shown: members, verdicts })
    expect(recorded.contradictions).toEqual([])
    expect((await fixture.client.groups.case({ groupId })).state).toBe('confirmed')

    const undone = await fixture.client.review.undo()
    expect(undone).toMatchObject({ id: recorded.action.id, undone: true })
    expect((await fixture.client.groups.case({ groupId, members })).state).toBe('open')
    await fixture.client.review.redo()
    await fixture.restart()
    expect((await fixture.client.groups.case({ groupId })).state).toBe('confirmed')
    const history = await fixture.client.review.history({})
    expect(history.rows[0]).toMatchObject({ id: recorded.action.id, undone: false, reviewer: 'Ada' })
    expect(history).toMatchObject({ canUndo: true, canRedo: false })
  })

  it('keeps a rejected pair apart, through another match too', async () => {
    const { rows } = await fixture.client.groups.list({ filter: { state: 'open' }, sort: 'size-asc' })
    const opened = await fixture.client.groups.case({ groupId: rows[0]?.id ?? 0 })
    const [a, b] = opened.members.map(({ item }) => item.id)
    if (a === undefined || b === undefined) throw new Error('Expected a group of at least two')
    await fixture.client.review.record({
      groupId: opened.groupId,
      shown: [a, b],
      verdicts: [{ itemA: a, itemB: b, relation: 'different' }],
    })
    const apart = async (): Promise<boolean> => {
      const groups = await fixture.client.groups.list({ limit: 200 })
      const cases = await Promise.all(
        groups.rows.map((row) => fixture.client.groups.case({ groupId: row.id })),
      )
      return cases.every(({ members }) => {
        const ids = new Set(members.map(({ item }) => item.id))
        return !(ids.has(a) && ids.has(b))
      })
    }
    expect(await apart()).toBe(true)
    await fixture.finish(() => fixture.client.jobs.startMatch({}), 'match')
    expect(await apart()).toBe(true)
    expect((await fixture.client.groups.pair({ itemA: a, itemB: b })).settled).toMatchObject({
      relation: 'different',
      implied: false,
    })
  })

  it('says which older verdict a new one contradicts, and lists it until it is taken back', async () => {
    const { rows } = await fixture.client.groups.list({ filter: { state: 'confirmed' } })
    const opened = await fixture.client.groups.case({ groupId: rows[0]?.id ?? 0 })
    const [a, b] = opened.members.map(({ item }) => item.id)
    if (a === undefined || b === undefined) throw new Error('Expected a confirmed group')
    const other = (await fixture.client.groups.list({ filter: { state: 'open' } })).rows[0]?.id ?? 0
    const says = (itemA: number, itemB: number, relation: 'same-product' | 'different') =>
      fixture.client.review.record({
        groupId: opened.groupId,
        shown: [itemA, itemB],
        verdicts: [{ itemA, itemB, relation }],
      })
    await says(a, other, 'same-product')
    const { contradictions } = await says(b, other, 'different')
    expect(contradictions.length).toBeGreaterThan(0)
    await fixture.client.review.undo()
    await fixture.client.review.undo()
    expect(await fixture.client.review.contradictions()).toEqual([])
  })

  it('exports the same bytes twice, in every format, with no product in two splits', async () => {
    const read = async (format: 'csv' | 'jsonl' | 'parquet', name: string): Promise<Buffer> => {
      const path = join(fixture.folder, `${name}.${format}`)
      await fixture.client.export.run({ what: 'pairs', format, path })
      return readFileSync(path)
    }
    for (const format of ['csv', 'jsonl', 'parquet'] as const)
      expect((await read(format, 'one')).equals(await read(format, 'two'))).toBe(true)
    const [header, ...lines] = (await read('csv', 'pairs')).toString('utf8').trim().split('\n')
    expect(header).toBe(
      'id_a,id_b,image_a,image_b,sha256_a,sha256_b,relation,same_product,score,reviewer,decided_at,split,relation_name',
    )
    expect(lines.length).toBeGreaterThanOrEqual(2)
    const preview = await fixture.client.export.preview({ what: 'pairs' })
    expect(preview.rows).toBe(lines.length)
    await expect(
      fixture.client.export.run({ what: 'pairs', path: join(fixture.folder, 'no such folder', 'a.csv') }),
    ).rejects.toMatchObject({ code: 'DISK' })
  })

  it('finds nothing wrong with the catalogue, and what is damaged when a thumbnail file is lost', async () => {
    expect((await fixture.client.catalogue.verify()).findings).toEqual([])
    await fixture.engine.close()
    for (const name of readdirSync(fixture.cataloguePath))
      if (name.startsWith('thumbnails')) rmSync(join(fixture.cataloguePath, name))
    await fixture.restart()
    expect((await fixture.client.catalogue.verify()).findings).toMatchObject([{ severity: 'warning' }])
    await fixture.finish(() => fixture.client.jobs.startRebuild(), 'match')
    expect((await fixture.client.catalogue.verify()).findings).toEqual([])
  })
})

describe('importing again', () => {
  let photos: string
  beforeAll(async () => {
    fixture = new EngineFixture()
    const sample = await fixture.drawSample(4)
    photos = join(fixture.folder, 'photos')
    cpSync(join(sample.folder, 'photos'), photos, { recursive: true })
    await fixture.client.catalogue.create({ path: fixture.cataloguePath })
  })
  afterAll(() => fixture.end())

  const importAgain = () => fixture.finish(() => fixture.client.sources.import({ folder: photos }), 'import')

  it('imports the good files and lists each bad one with a reason and what to do', async () => {
    const contents = new Set(
      readdirSync(photos).map((name) => readFileSync(join(photos, name)).toString('base64')),
    )
    const first = readFileSync(join(photos, readdirSync(photos)[0] ?? ''))
    writeFileSync(join(photos, 'zero.jpg'), '')
    writeFileSync(join(photos, 'truncated.jpg'), first.subarray(0, first.length / 3))
    writeFileSync(join(photos, 'text.png'), 'This is no picture.')
    writeFileSync(
      join(photos, 'drawing.png'),
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    )
    writeFileSync(join(photos, 'a\nb 🥤 \u202Ename.jpg'), first)
    await importAgain()
    const problems = await fixture.client.problems.list({})
    const codes = new Map(problems.rows.map((row) => [row.path.slice(photos.length + 1), row.code]))
    expect(codes.get('zero.jpg')).toBe('FILE_EMPTY')
    expect(codes.get('truncated.jpg')).toBe('FILE_TRUNCATED')
    expect(codes.get('text.png')).toBe('NOT_A_PICTURE')
    expect(['NOT_A_PICTURE', 'FORMAT_UNSUPPORTED']).toContain(codes.get('drawing.png'))
    for (const row of problems.rows) expect(row.advice.length).toBeGreaterThan(10)
    const info = await fixture.client.catalogue.current()
    expect(info?.described).toBe(contents.size)
  })

  it('reads unchanged files no second time', async () => {
    const { summary } = await importAgain()
    expect(summary).not.toHaveProperty('new files')
    expect(summary).not.toHaveProperty('changed files')
    expect(summary).not.toHaveProperty('pictures described')
  })

  it('notices a file whose time changed but not its content, one that changed, and one that is gone', async () => {
    const [touched, changed, gone] = readdirSync(photos)
      .filter(
        (name) =>
          /^[\w-]+\.(jpg|png|webp)$/.test(name) &&
          !['zero.jpg', 'truncated.jpg', 'text.png', 'drawing.png'].includes(name),
      )
      .map((name) => join(photos, name))
    if (touched === undefined || changed === undefined || gone === undefined)
      throw new Error('Expected three pictures')
    utimesSync(touched, new Date('2020-01-01'), new Date('2020-01-01'))
    const before = await fixture.client.catalogue.current()
    renameSync(gone, join(fixture.folder, 'moved-away'))
    writeFileSync(changed, readFileSync(join(fixture.folder, 'moved-away')))
    const { summary } = await importAgain()
    expect(summary).toMatchObject({
      'changed files': 2,
      'files gone': 1,
      'items gone': 1,
      'pictures known already': 2,
    })
    expect((await fixture.client.catalogue.current())?.items).toBe((before?.items ?? 0) - 1)
  })

  it('does not touch the originals', async () => {
    const before = readdirSync(photos).map((name) => readFileSync(join(photos, name)).toString('base64'))
    await importAgain()
    expect(readdirSync(photos).map((name) => readFileSync(join(photos, name)).toString('base64'))).toEqual(
      before,
    )
  })

  it('cancels a job and goes on with the next one', async () => {
    const empty = join(fixture.folder, 'empty')
    mkdirSync(empty)
    const cancelled = await fixture.client.sources.import({ folder: photos })
    const job = await fixture.client.jobs.cancel({ id: cancelled.id })
    expect(job.id).toBe(cancelled.id)
    expect(
      (await fixture.finish(() => fixture.client.sources.import({ folder: empty }), 'import')).status,
    ).toBe('done')
    const states = await fixture.client.jobs.list()
    expect(['cancelled', 'done']).toContain(states.find(({ id }) => id === cancelled.id)?.status)
  })
})
