import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LabelledPair } from '../../contract/export.ts'
import { ProgressMeter } from '../jobs/progress-meter.ts'
import type { ExportRun } from './answer-export.ts'
import type { ExportItem } from './export-item.ts'
import { writeTrainingFolder } from './training-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-training-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function listing(id: number, externalId: string): ExportItem {
  const path = join(folder, `${id}.jpg`)
  writeFileSync(path, `picture ${id}`)
  return {
    id,
    externalId,
    source: 'shop',
    pictures: [{ path, sha256: hash('sha256', `picture ${id}`, 'hex') }],
  }
}

function pair(a: ExportItem, b: ExportItem, same: boolean, split: LabelledPair['split']): LabelledPair {
  return {
    id_a: a.externalId,
    id_b: b.externalId,
    image_a: a.pictures[0]?.path ?? '',
    image_b: b.pictures[0]?.path ?? '',
    sha256_a: a.pictures[0]?.sha256 ?? '',
    sha256_b: b.pictures[0]?.sha256 ?? '',
    relation: same ? 'same-product' : 'different',
    same_product: same,
    score: 0.5,
    reviewer: 'Ada',
    decided_at: '2026-01-01T00:00:00Z',
    split,
    relation_name: '',
  }
}

function unwatched(): ExportRun {
  return {
    meter: new ProgressMeter(() => undefined),
    signal: new AbortController().signal,
    unfinished: join(folder, 'unfinished'),
  }
}

const filesBelow = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted()

describe('writeTrainingFolder', () => {
  it('puts each product into one folder of its split, with pairs and triplets that name the copies', async () => {
    const [mug, mugAgain, cup, tea] = [
      listing(1, 'mug / blue'),
      listing(2, 'mug-2'),
      listing(3, '杯子'),
      listing(4, 'tea'),
    ]
    const pairs = [
      pair(mug, mugAgain, true, 'train'),
      pair(mug, cup, false, 'train'),
      pair(tea, tea, true, 'test'),
    ]
    const target = join(folder, 'out')
    const { bytes, notes } = await writeTrainingFolder(target, pairs, [mug, mugAgain, cup, tea], unwatched())
    const files = filesBelow(target)
    const digits = (id: string): string => hash('sha256', id, 'hex').slice(0, 8)
    const short = (n: number): string => hash('sha256', `picture ${n}`, 'hex').slice(0, 16)
    expect(files).toEqual(
      [
        'README.txt',
        'pairs.csv',
        `test/tea-${digits('tea')}/${short(4)}.jpg`,
        `train/${digits('杯子')}/${short(3)}.jpg`,
        `train/mug-blue-${digits('mug / blue')}/${short(1)}.jpg`,
        `train/mug-blue-${digits('mug / blue')}/${short(2)}.jpg`,
        'triplets.csv',
      ].toSorted(),
    )
    expect(bytes).toBe(files.reduce((sum, file) => sum + readFileSync(join(target, file)).length, 0))
    const csv = readFileSync(join(target, 'pairs.csv'), 'utf8')
    expect(csv).toContain(`train/mug-blue-${digits('mug / blue')}/${short(1)}.jpg`)
    expect(csv).not.toContain(folder)
    expect(readFileSync(join(target, 'triplets.csv'), 'utf8').trim().split('\n')).toHaveLength(2)
    expect(notes.map(({ kind }) => kind)).toEqual(['pairs-without-negative'])
  })

  it('leaves out and counts pictures that are gone or hold something else by now', async () => {
    const [one, other] = [listing(1, 'one'), listing(2, 'other')]
    rmSync(join(folder, '1.jpg'))
    writeFileSync(join(folder, '2.jpg'), 'another picture')
    const target = join(folder, 'out')
    const { notes } = await writeTrainingFolder(
      target,
      [pair(one, other, true, 'train')],
      [one, other],
      unwatched(),
    )
    expect(notes).toContainEqual(expect.objectContaining({ kind: 'pictures-unreadable', count: 2 }))
    expect(filesBelow(target)).toEqual(['README.txt', 'pairs.csv', 'triplets.csv'])
  })

  it('refuses a folder that holds something, and leaves it as it was', async () => {
    const target = join(folder, 'mine')
    mkdirSync(target)
    writeFileSync(join(target, 'thesis.txt'), 'years of work')
    await expect(writeTrainingFolder(target, [], [], unwatched())).rejects.toThrow(/holds something already/)
    expect(readdirSync(target)).toEqual(['thesis.txt'])
    expect(readdirSync(folder)).toEqual(['mine'])
    mkdirSync(join(folder, 'empty'))
    await writeTrainingFolder(join(folder, 'empty'), [], [], unwatched())
    expect(readdirSync(join(folder, 'empty'))).toContain('pairs.csv')
  })

  it('tells how many pictures are copied, and leaves nothing behind when it is cancelled on the way', async () => {
    const listings = Array.from({ length: 6 }, (_, n) => listing(n, `cup ${n}`))
    const pairs = listings.slice(1).map((other) => pair(listings[0] ?? other, other, true, 'train'))
    const told: [number, number | null][] = []
    const stopping = new AbortController()
    const meter = new ProgressMeter(({ done, total }) => told.push([done, total]))
    const target = join(folder, 'whole')
    await writeTrainingFolder(target, pairs, listings, { ...unwatched(), meter, signal: stopping.signal })
    expect(told[0]).toEqual([0, 6])
    expect(told.at(-1)).toEqual([6, 6])

    const before = readdirSync(folder).toSorted()
    const stopAtOnce = new ProgressMeter(({ done }) => {
      if (done === 0) stopping.abort(new Error('cancelled'))
    })
    const cancelled = { ...unwatched(), meter: stopAtOnce, signal: stopping.signal }
    await expect(writeTrainingFolder(join(folder, 'cut'), pairs, listings, cancelled)).rejects.toThrow(
      'cancelled',
    )
    expect(readdirSync(folder).toSorted()).toEqual(before)
    expect(readdirSync(join(folder, 'unfinished'))).toEqual([])
  })
})
