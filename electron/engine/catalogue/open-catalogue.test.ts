import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SCHEMA_VERSION } from './migrate.ts'
import { openCatalogue } from './open-catalogue.ts'
import { createRepositories } from './repositories.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-catalogue-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const program = 'a test'

describe('openCatalogue', () => {
  it('creates a catalogue, closes it and opens it again with what was put in', async () => {
    const path = join(folder, 'Shoes.doublet')
    const created = await openCatalogue(path, { mode: 'create', program })
    expect(created.name).toBe('Shoes')
    createRepositories(created.db).settings.set('reviewer', 'Ada')
    created.close()
    const opened = await openCatalogue(path, { mode: 'must-exist', program })
    expect(createRepositories(opened.db).settings.get('reviewer')).toBe('Ada')
    opened.close()
  })

  it('says when there is none where one was expected, and when there is one where none was', async () => {
    const path = join(folder, 'A.doublet')
    await expect(openCatalogue(path, { mode: 'must-exist', program })).rejects.toMatchObject({
      code: 'CATALOGUE_NOT_FOUND',
      data: { path },
    })
    const created = await openCatalogue(path, { mode: 'create', program })
    created.close()
    await expect(openCatalogue(path, { mode: 'create', program })).rejects.toMatchObject({
      code: 'CATALOGUE_EXISTS',
    })
  })

  it('refuses one that another program holds and names that program', async () => {
    const path = join(folder, 'A.doublet')
    const first = await openCatalogue(path, { mode: 'create', program: 'doublet serve' })
    await expect(openCatalogue(path, { mode: 'must-exist', program })).rejects.toMatchObject({
      code: 'CATALOGUE_LOCKED',
      message: expect.stringContaining(`doublet serve, process ${process.pid}`),
    })
    first.close()
    const second = await openCatalogue(path, { mode: 'must-exist', program })
    second.close()
  })

  it('is free again as soon as the process that held it was killed', async () => {
    const path = join(folder, 'A.doublet')
    const script = `
      const { openCatalogue } = await import(${JSON.stringify(new URL('./open-catalogue.ts', import.meta.url).href)})
      await openCatalogue(${JSON.stringify(path)}, { mode: 'create', program: 'the victim' })
      console.log('open')
      setInterval(() => {}, 1000)`
    const victim = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(victim.stdout, 'data')
    await expect(openCatalogue(path, { mode: 'must-exist', program })).rejects.toMatchObject({
      code: 'CATALOGUE_LOCKED',
    })
    victim.kill('SIGKILL')
    await once(victim, 'exit')
    const catalogue = await openCatalogue(path, { mode: 'must-exist', program })
    catalogue.close()
  })

  it('leaves a catalogue of a newer version unchanged and says which versions it reads', async () => {
    const path = join(folder, 'A.doublet')
    const created = await openCatalogue(path, { mode: 'create', program })
    created.db.pragma('user_version = 99')
    created.close()
    await expect(openCatalogue(path, { mode: 'must-exist', program })).rejects.toMatchObject({
      code: 'CATALOGUE_TOO_NEW',
      data: { found: 99, supported: SCHEMA_VERSION },
    })
  })

  it('says that a file which is no database, or a foreign database, is no catalogue', async () => {
    const path = join(folder, 'A.doublet')
    const created = await openCatalogue(path, { mode: 'create', program })
    created.db.pragma('application_id = 7')
    created.close()
    await expect(openCatalogue(path, { mode: 'must-exist', program })).rejects.toMatchObject({
      code: 'CATALOGUE_DAMAGED',
    })
    for (const name of readdirSync(path)) if (name.startsWith('catalogue.sqlite')) rmSync(join(path, name))
    writeFileSync(join(path, 'catalogue.sqlite'), 'not a database at all, '.repeat(1000))
    await expect(openCatalogue(path, { mode: 'must-exist', program })).rejects.toMatchObject({
      code: 'CATALOGUE_DAMAGED',
    })
  })

  it.skipIf(process.getuid?.() === 0)(
    'says so when the folder is read-only (not for root, who may write anywhere)',
    async () => {
      const path = join(folder, 'A.doublet')
      chmodSync(folder, 0o500)
      await expect(openCatalogue(path, { mode: 'create', program })).rejects.toMatchObject({ code: 'DISK' })
      chmodSync(folder, 0o700)
      expect(existsSync(path)).toBe(false)
    },
  )
})

describe('the history of actions', () => {
  it('cannot be changed or deleted, whatever SQL is run', async () => {
    const catalogue = await openCatalogue(join(folder, 'A.doublet'), { mode: 'create', program })
    const { actions } = createRepositories(catalogue.db)
    actions.append({
      kind: 'skip',
      targetActionId: null,
      groupId: 1,
      shown: [1, 2],
      note: '',
      reviewer: 'Ada',
      at: '2026-01-01T00:00:00.000Z',
      words: 'Skipped',
      verdicts: [],
    })
    expect(() => catalogue.db.exec("UPDATE action SET reviewer = 'Eve'")).toThrow('append-only')
    expect(() => catalogue.db.exec('DELETE FROM action')).toThrow('append-only')
    expect(actions.findByIds([1])).toMatchObject([{ reviewer: 'Ada', shown: [1, 2] }])
    catalogue.close()
  })
})
