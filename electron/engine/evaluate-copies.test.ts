import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CopiesReport, CopiesRequest } from '../contract/copies.ts'
import type { Job } from '../contract/jobs.ts'
import { EngineFixture } from './engine-fixture.ts'

let fixture: EngineFixture
beforeEach(async () => {
  fixture = new EngineFixture()
  await fixture.client.catalogue.create({ path: fixture.cataloguePath })
})
afterEach(() => fixture.end())

function measure(request: Partial<CopiesRequest>): Promise<Job> {
  return fixture.finish(() => fixture.client.copies.start(request), 'copies')
}

async function report(): Promise<CopiesReport> {
  const found = await fixture.client.copies.report()
  if (found === null) throw new Error('Expected a report')
  return found
}

describe('looking for edited copies', () => {
  it('measures the picture model on the catalogue’s own photos, the same again, and writes a table', async () => {
    const { folder, table } = await fixture.drawSample(4)
    await fixture.finish(() => fixture.client.sources.import({ folder, table }), 'match')
    const stages: string[] = []
    const request = { photos: 2, seed: 3 }
    const job = await fixture.finish(
      () => fixture.client.copies.start(request),
      'copies',
      async ({ progress }) => {
        if (progress !== null) stages.push(`${progress.stage} ${progress.done} of ${progress.total}`)
      },
    )
    expect(job.status).toBe('done')
    expect(stages).toContain('copies 2 of 2')
    const first = await report()
    expect(first).toMatchObject({
      jobId: job.id,
      photos: 2,
      unreadable: 0,
      seed: 3,
      model: 'Doublet encoder 4',
    })
    expect(first.pictures).toBeGreaterThan(4)
    expect(first.rows).toHaveLength(36)
    for (const { figures } of first.rows) expect(figures.copies).toBe(2)
    for (const { figures } of first.byStrength) expect(figures.copies).toBe(24)
    const saved = first.rows.find(({ kind, strength }) => kind === 're-encoding' && strength === 'mild')
    expect(saved?.figures).toMatchObject({ recallAt1: 1, recallAtPrecision: 1 })

    const path = join(fixture.folder, 'copies.csv')
    expect(await fixture.client.copies.exportTable({ path })).toMatchObject({ path, rows: 39 })
    const lines = readFileSync(path, 'utf8').trim().split('\n')
    expect(lines[0]?.trim()).toBe('kind,strength,copies,recall_at_1,recall_at_precision_0_999,distance')
    expect(lines[1]).toMatch(/^re-encoding,mild,2,1,1,0\.\d+/)
    expect(lines.at(-1)).toMatch(/^all,strong,24,/)

    await measure(request)
    const again = await report()
    expect(again.rows).toEqual(first.rows)

    rmSync(join(folder, 'photos'), { recursive: true })
    expect((await measure({ photos: 2 })).status).toBe('done')
    expect(await report()).toMatchObject({
      photos: 0,
      unreadable: 2,
      byStrength: [{ figures: { recallAt1: null } }, {}, {}],
    })
  })

  it('says what is missing where nothing was described yet, and has no table to write', async () => {
    const job = await measure({})
    expect(job).toMatchObject({ status: 'failed', error: { kind: 'nothingToCopy' } })
    expect(await fixture.client.copies.report()).toBeNull()
    const writing = fixture.client.copies.exportTable({ path: join(fixture.folder, 'copies.csv') })
    await expect(writing).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('stops when it is cancelled, and keeps what was found before', async () => {
    const { folder, table } = await fixture.drawSample(4)
    await fixture.finish(() => fixture.client.sources.import({ folder, table }), 'match')
    const job = await fixture.finish(
      () => fixture.client.copies.start({ photos: 10 }),
      'copies',
      async ({ id, status, progress }) => {
        if (status === 'running' && (progress?.done ?? 0) > 0) await fixture.client.jobs.cancel({ id })
      },
    )
    expect(job.status).toBe('cancelled')
    expect(await fixture.client.copies.report()).toBeNull()
  })
})
