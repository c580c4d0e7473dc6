import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ContentCounts } from './content-counts.ts'
import { openCatalogue, type Catalogue } from './open-catalogue.ts'
import { openDatabase } from './open-database.ts'
import { createRepositories } from './repositories.ts'

const listing = {
  title: null,
  description: null,
  category: null,
  brand: null,
  price: null,
  code: null,
  labelGroup: null,
  attributes: [],
}

let folder: string
let catalogue: Catalogue

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-content-'))
  catalogue = await openCatalogue(join(folder, 'A.doublet'), { mode: 'create', program: 'a test' })
})
afterEach(() => {
  catalogue.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('ContentCounts', () => {
  it('are what another connection has written, as soon as it has', () => {
    const counts = new ContentCounts(catalogue, createRepositories(catalogue.db))
    expect(counts.read()).toEqual({ items: 0, pictures: 0, described: 0 })
    const job = openDatabase(catalogue.folder.database, { readOnly: false })
    const { sources, items } = createRepositories(job)
    const { id } = sources.save({ folder: '/shop' }, '2026-01-01T00:00:00.000Z')
    for (const externalId of ['a', 'b']) {
      items.save(id, 1, { ...listing, externalId, line: 1 }, [])
      expect(counts.read().items).toBe(externalId === 'a' ? 1 : 2)
    }
    job.close()
  })
})
