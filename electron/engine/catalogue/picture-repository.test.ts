import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCatalogue, type Catalogue } from './open-catalogue.ts'
import { createRepositories, type Repositories } from './repositories.ts'

const SHARED = Buffer.alloc(32, 1)
const OWN = Buffer.alloc(32, 2)
const FACTS = { description: null, category: null, brand: null, price: null, code: null, labelGroup: null }

let folder: string
let catalogue: Catalogue
let repositories: Repositories

/** Thirty listings with one picture, from two equal files; the first has another beside it that nobody else shows. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-pictures-'))
  catalogue = await openCatalogue(join(folder, 'A.doublet'), { mode: 'create', program: 'a test' })
  repositories = createRepositories(catalogue.db)
  const source = repositories.sources.save({ folder: '/photos' }, '2026-01-01T00:00:00.000Z')
  const [one, copy, own] = ['one.jpg', 'copy.jpg', 'own.jpg'].map((name) =>
    repositories.files.save({ path: `/photos/${name}`, size: 1, mtimeMs: 1 }),
  )
  const [shared, alone] = [SHARED, OWN].map((sha256) =>
    repositories.pictures.save({
      sha256,
      bytes: 1,
      width: 1,
      height: 1,
      format: 'jpeg',
      phash: Buffer.alloc(8),
    }),
  )
  for (const [file, picture] of [
    [one, shared],
    [copy, shared],
    [own, alone],
  ])
    repositories.files.markDescribed(file ?? 0, picture ?? 0, 1, 1)
  for (let line = 1; line <= 30; line += 1) {
    const files = [line % 2 === 0 ? one : copy, ...(line === 1 ? [own] : [])]
    const item = { ...FACTS, externalId: `id-${line}`, title: null, attributes: [], line }
    repositories.items.save(
      source.id,
      1,
      item,
      files.map((fileId) => ({ fileId: fileId ?? 0, box: null })),
    )
  }
})
afterAll(() => {
  catalogue.close()
  rmSync(folder, { recursive: true })
})

describe('pictures that other listings show too', () => {
  const found = (items: readonly number[], most: number) =>
    repositories.pictures.findShownElsewhere(items, most)

  it('are counted by their bytes, whichever file they come from, without the listings of the case', () => {
    expect(found([1, 2], 100)).toEqual([{ sha256: SHARED.toString('hex'), listings: 28 }])
    expect(found([1], 100)).toEqual([{ sha256: SHARED.toString('hex'), listings: 29 }])
  })

  it('are counted no further than is asked for', () => {
    expect(found([1, 2], 10)).toEqual([{ sha256: SHARED.toString('hex'), listings: 10 }])
  })

  it('are none where every listing that shows them is in the case', () => {
    expect(
      found(
        Array.from({ length: 30 }, (_, n) => n + 1),
        100,
      ),
    ).toEqual([])
  })
})
