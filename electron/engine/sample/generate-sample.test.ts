import { createHash } from 'node:crypto'
import { access, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { renderSvg } from '../decode/render-svg.ts'
import { generateSample } from './generate-sample.ts'
import { planSample } from './plan-sample.ts'

/** 15 pictures, a copy among them, and two listings over one file. */
const SMALL = { seed: 1, products: 6 }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doublet-sample-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function hashesOf(sample: string): Promise<Record<string, string>> {
  const files = [
    'listings.csv',
    ...(await readdir(join(sample, 'photos'))).map((name) => join('photos', name)),
  ]
  const hashes = await Promise.all(
    files.toSorted().map(async (file) => [
      file,
      createHash('sha256')
        .update(await readFile(join(sample, file)))
        .digest('hex'),
    ]),
  )
  return Object.fromEntries(hashes)
}

/** Whether the bytes are a whole file of a format that the sample uses, from its first to its last byte. */
function isWholePicture(bytes: Buffer): boolean {
  const isJpeg = bytes.readUInt16BE(0) === 0xffd8 && bytes.readUInt16BE(bytes.length - 2) === 0xffd9
  const isPng =
    bytes.toString('latin1', 1, 4) === 'PNG' &&
    bytes.toString('latin1', bytes.length - 8, bytes.length - 4) === 'IEND'
  const isWebp = bytes.toString('latin1', 8, 12) === 'WEBP' && bytes.readUInt32LE(4) + 8 === bytes.length
  return isJpeg || isPng || isWebp
}

describe('generateSample', () => {
  it('writes the table and every picture that it names, and says how many', async () => {
    const progress: [number, number][] = []
    const summary = await generateSample(folder, renderSvg, SMALL, undefined, (done, total) =>
      progress.push([done, total]),
    )
    const rows: Record<string, string>[] = parse(await readFile(summary.table), { columns: true })
    const named = new Set(rows.flatMap((row) => (row['image'] ?? '').split('|')))
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'id',
      'title',
      'image',
      'category',
      'brand',
      'price',
      'gtin',
      'label_group',
    ])
    expect(new Set((await readdir(join(folder, 'photos'))).map((name) => `photos/${name}`))).toEqual(named)
    const broken: string[] = []
    for (const file of named) if (!isWholePicture(await readFile(join(folder, file)))) broken.push(file)
    expect(broken).toEqual([])
    expect(summary).toEqual({
      folder,
      table: join(folder, 'listings.csv'),
      listings: rows.length,
      pictures: named.size,
      products: 6,
    })
    expect(progress).toEqual(Array.from({ length: named.size }, (_, at) => [at + 1, named.size]))
  })

  it('writes the same bytes for the same seed and others for another seed', async () => {
    const [first, again, other] = [join(folder, 'first'), join(folder, 'again'), join(folder, 'other')]
    await generateSample(first, renderSvg, SMALL)
    await generateSample(again, renderSvg, SMALL)
    await generateSample(other, renderSvg, { seed: 6, products: 3 })
    const hashes = await hashesOf(first)
    expect(await hashesOf(again)).toEqual(hashes)
    const known = new Set(Object.values(hashes))
    expect(Object.values(await hashesOf(other)).filter((hash) => known.has(hash))).toEqual([])
  })

  it('writes copied listings as identical bytes under another name', async () => {
    await generateSample(folder, renderSvg, SMALL)
    const copied = planSample(SMALL.seed, SMALL.products).listings.find(({ origin }) => origin === 'copied')
    const original = planSample(SMALL.seed, SMALL.products).listings.find(
      ({ origin, labelGroup }) => origin === 'original' && labelGroup === copied?.labelGroup,
    )
    const [copy, source] = [copied?.images[0] ?? '', original?.images[0] ?? '']
    expect(copy).not.toBe(source)
    expect(Buffer.compare(await readFile(join(folder, copy)), await readFile(join(folder, source)))).toBe(0)
  })

  it('stops when it is aborted, with the reason given and without a table', async () => {
    const controller = new AbortController()
    const reason = new Error('The curator closed the catalogue')
    let drawn = 0
    const stopped = generateSample(folder, renderSvg, SMALL, controller.signal, (done) => {
      drawn = done
      if (done === 3) controller.abort(reason)
    })
    await expect(stopped).rejects.toBe(reason)
    expect(drawn).toBeLessThanOrEqual(3 + 4)
    await expect(access(join(folder, 'listings.csv'))).rejects.toThrow(/ENOENT/)
  })

  it('passes on why a picture could not be drawn', async () => {
    const failing = (): Promise<Uint8Array> => Promise.reject(new Error('out of memory'))
    await expect(generateSample(folder, failing, SMALL)).rejects.toThrow('out of memory')
  })

  it.each([{ products: 0 }, { products: 2.5 }, { products: 2001 }, { seed: 0.5 }])(
    'refuses %o',
    async (options) => {
      await expect(generateSample(folder, renderSvg, options)).rejects.toThrow(/^Expected/)
    },
  )
})
