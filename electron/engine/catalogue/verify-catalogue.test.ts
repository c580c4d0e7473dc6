import { hash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCatalogue, type Catalogue } from './open-catalogue.ts'
import { verifyCatalogue } from './verify-catalogue.ts'

let folder: string
let catalogue: Catalogue
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-verify-'))
  catalogue = await openCatalogue(join(folder, 'Damaged.doublet'), { mode: 'create', program: 'a test' })
})
afterAll(() => {
  catalogue.close()
  rmSync(folder, { recursive: true, force: true })
})

async function found(): Promise<string[]> {
  const { findings } = await verifyCatalogue(catalogue)
  return findings.map(({ severity, found: said, advice }) => `${severity}: ${said.words} ${advice.words}`)
}

describe('verifyCatalogue', () => {
  it('says what of the catalogue is damaged and what to do', async () => {
    expect(await found()).toEqual([])
    const { db, folder: places } = catalogue
    db.pragma('foreign_keys = OFF')
    const add = db.prepare("INSERT INTO vector_index VALUES (?, ?, 1, x'00', ?)")
    const written = Buffer.from('vectors')
    add.run(7, 'kept.usearch', hash('sha256', written, 'buffer'))
    add.run(8, 'changed.usearch', hash('sha256', 'other vectors', 'buffer'))
    add.run(9, 'gone.usearch', hash('sha256', written, 'buffer'))
    for (const name of ['kept', 'changed']) writeFileSync(join(places.indexes, `${name}.usearch`), written)
    const restore = 'Restore the newest file of the backups folder in place of catalogue.sqlite.'
    const orphan = `error: A row of vector_index refers to a row of space that is not there. ${restore}`
    const nothing = 'Nothing to do: it is rebuilt at the next match.'
    expect(await found()).toEqual([
      orphan,
      orphan,
      orphan,
      `warning: The index changed.usearch has changed since it was written. ${nothing}`,
      `warning: The index gone.usearch is missing. ${nothing}`,
    ])
  })
})
