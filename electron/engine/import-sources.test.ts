import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../contract/jobs.ts'
import { EngineFixture } from './engine-fixture.ts'

let fixture: EngineFixture
beforeEach(async () => {
  fixture = new EngineFixture()
  await fixture.client.catalogue.create({ path: fixture.cataloguePath })
})
afterEach(() => fixture.end())

function writeTable(name: string, lines: readonly string[]): string {
  const path = join(fixture.folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

const importTable = (table: string): Promise<Job> =>
  fixture.finish(() => fixture.client.sources.import({ table }), 'import')

describe('a table that is broken in every line', () => {
  const broken = Array.from({ length: 3000 }, (_, n) => (n % 2 === 0 ? `,Tea ${n}` : `,Coffee ${n}`))

  it('lists the first thousand problems of a kind and counts the rest', async () => {
    const table = writeTable('broken.csv', ['id,title', 'one,Tea', ...broken, 'two,Coffee'])
    const job = await importTable(table)
    expect(job.problems).toBe(3000)
    const list = await fixture.client.problems.list({})
    expect(list).toMatchObject({
      total: 3000,
      listed: 1000,
      byCode: [{ code: 'ROW_WITHOUT_ID', count: 3000, unlisted: 2000 }],
    })
    expect((await fixture.client.problems.list({ offset: 990 })).rows).toHaveLength(10)
    const info = await fixture.client.catalogue.current()
    expect(info).toMatchObject({ items: 2, problems: 3000 })

    const { path, rows } = await fixture.client.problems.export({})
    const lines = readFileSync(path, 'utf8').trim().split('\n')
    expect(rows).toBe(1001)
    expect(lines[0]).toBe('severity,code,path,line,reason,advice')
    expect(lines.at(-1)).toContain('2000 more of this kind were counted and are not listed')

    writeTable('broken.csv', ['id,title', 'one,Tea'])
    await importTable(table)
    expect(await fixture.client.problems.list({})).toMatchObject({ total: 0, listed: 0, byCode: [] })
  })
})

describe('an import', () => {
  it('tells of the match that follows before it is done itself', async () => {
    const table = writeTable('shop.csv', ['id,title', 'one,Tea'])
    const told: string[] = []
    const stop = new AbortController()
    const events = await fixture.client.jobs.watch(undefined, { signal: stop.signal })
    await fixture.client.sources.import({ table })
    for await (const event of events) {
      if (event.type !== 'job') continue
      told.push(`${event.job.kind} ${event.job.status}`)
      if (event.job.kind === 'import' && event.job.status === 'done') break
    }
    stop.abort()
    expect(told.slice(-2)).toEqual(['match queued', 'import done'])
  })
})

describe('trying again', () => {
  it('reads again what one problem, a kind of problem or all of them are in, and nothing else', async () => {
    const sample = await fixture.drawSample(3)
    const photos = join(sample.folder, 'photos')
    const broken = join(photos, 'broken.jpg')
    writeFileSync(broken, 'no picture')
    mkdirSync(join(fixture.folder, 'shop'))
    const table = writeTable('shop/shop.csv', ['id,price', 'one,cheap', 'two,3'])
    await importTable(table)
    await fixture.finish(() => fixture.client.sources.import({ folder: photos }), 'import')
    const { rows } = await fixture.client.problems.list({})
    const [cell, file] = [
      rows.find(({ code }) => code === 'CELL_INVALID'),
      rows.find(({ code }) => code === 'NOT_A_PICTURE'),
    ]
    expect(file?.path).toBe(broken)

    renameSync(join(photos, 'broken.jpg'), join(fixture.folder, 'aside'))
    await fixture.finish(() => fixture.client.problems.retry({ id: cell?.id ?? 0 }), 'import')
    // Only the table was read: the folder's problem is as it was.
    expect((await fixture.client.problems.list({})).byCode.map(({ code }) => code).toSorted()).toEqual([
      'CELL_INVALID',
      'NOT_A_PICTURE',
    ])
    await fixture.finish(() => fixture.client.problems.retry({ code: 'NOT_A_PICTURE' }), 'import')
    // What was wrong with a file that is gone is nothing to mend any more.
    expect((await fixture.client.problems.list({})).byCode).toMatchObject([{ code: 'CELL_INVALID' }])
    writeTable('shop/shop.csv', ['id,price', 'one,1', 'two,3'])
    await fixture.finish(() => fixture.client.problems.retry({}), 'import')
    expect((await fixture.client.problems.list({})).total).toBe(0)
    await expect(fixture.client.problems.retry({ id: 999 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a source that cannot be read any more', () => {
  it('keeps its items and says what is wrong, while other sources are read', async () => {
    const table = writeTable('shop.csv', ['nr,name', 'one,Tea', 'two,Coffee'])
    await fixture.finish(
      () => fixture.client.sources.import({ table, mapping: { id: 'nr', title: 'name' } }),
      'import',
    )
    expect((await fixture.client.catalogue.current())?.items).toBe(2)
    writeTable('shop.csv', ['number,name', 'one,Tea'])
    const { status, notes } = await fixture.finish(() => fixture.client.problems.retry({}), 'import')
    expect(status).toBe('done')
    expect(notes.map(({ kind }) => kind)).toContain('sourceCutShort')
    expect((await fixture.client.problems.list({})).rows).toMatchObject([
      { code: 'TABLE_UNREADABLE', reason: 'Its column nr is not there any more; it has number, name' },
    ])
    rmSync(table)
    await fixture.finish(() => fixture.client.problems.retry({}), 'import')
    expect((await fixture.client.catalogue.current())?.items).toBe(2)
    expect(await fixture.client.sources.states()).toEqual([{ id: 1, state: 'gone' }])
  })

  it('is told apart from one that changed and one that is as it was', async () => {
    const photos = join(fixture.folder, 'photos')
    const cups = join(photos, 'spring', 'cups')
    mkdirSync(cups, { recursive: true })
    await fixture.finish(() => fixture.client.sources.import({ folder: photos }), 'import')
    expect(await fixture.client.sources.states()).toEqual([{ id: 1, state: 'as-read' }])
    const later = new Date(Date.now() + 60_000)
    utimesSync(cups, later, later)
    expect(await fixture.client.sources.states()).toEqual([{ id: 1, state: 'changed' }])
  })
})

describe('what columns mean', () => {
  it('is remembered for the next table with the same header, and can be taken back', async () => {
    const first = writeTable('first.csv', ['kod,name,zdjecie', '1,Tea,a.jpg'])
    const mapping = { id: 'kod', images: ['zdjecie'] }
    const before = await fixture.client.sources.preview({ table: first })
    expect(before).toMatchObject({ mapping: { id: null, images: [] }, recognised: null })
    await fixture.finish(() => fixture.client.sources.import({ table: first, mapping }), 'import')
    await fixture.restart()
    const second = writeTable('second.csv', ['kod,name,zdjecie', '2,Coffee,b.jpg'])
    const preview = await fixture.client.sources.preview({ table: second })
    expect(preview.mapping).toMatchObject({ id: 'kod', title: 'name', images: ['zdjecie'] })
    expect(preview.recognised).toMatchObject({ id: null, images: [] })
    expect(preview.problems.map(({ code }) => code)).toEqual(['IMAGE_NOT_FOUND'])
    const recognised = preview.recognised ?? undefined
    await fixture.finish(
      () => fixture.client.sources.import({ table: second, mapping: recognised }),
      'import',
    )
    expect((await fixture.client.sources.preview({ table: first })).recognised).toBeNull()
    await expect(
      fixture.client.sources.import({ table: first, mapping: { id: 'missing' } }),
    ).rejects.toMatchObject({ code: 'BAD_MAPPING' })
  })
})

describe('a paused import', () => {
  it('says that it finishes its batch, holds, stays held over a restart, and goes on', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => `item ${n},Tea ${n}`)
    const table = writeTable('long.csv', ['id,title', ...rows])
    const told: string[] = []
    const stop = new AbortController()
    const events = await fixture.client.jobs.watch(undefined, { signal: stop.signal })
    const started = await fixture.client.sources.import({ table })
    for await (const event of events) {
      if (event.type !== 'job' || event.job.id !== started.id) continue
      const { status, ending } = event.job
      const state = ending ?? status
      if (told.at(-1) !== state) told.push(state)
      if (state === 'running') await fixture.client.jobs.pause({ id: started.id })
      if (state === 'paused' || status === 'done') break
    }
    stop.abort()
    expect(told.filter((state) => state !== 'queued')).toEqual(['running', 'pausing', 'paused'])
    await fixture.restart()
    expect((await fixture.client.jobs.list()).find(({ id }) => id === started.id)?.status).toBe('paused')
    const done = await fixture.finish(() => fixture.client.jobs.resume({ id: started.id }), 'import')
    expect(done).toMatchObject({ id: started.id, status: 'done' })
    expect(done.progress?.earlier?.map(({ stage }) => stage)).toContain('read-table')
    expect((await fixture.client.catalogue.current())?.items).toBe(20_000)
  })
})
