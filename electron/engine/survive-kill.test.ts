import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCatalogue } from './catalogue/open-catalogue.ts'
import { createRepositories } from './catalogue/repositories.ts'
import { EngineFixture } from './engine-fixture.ts'

const CLI = new URL('../hosts/cli/main.ts', import.meta.url).pathname

/** Short form of `npm run torture`: kill -9 in the middle of an import, and in the middle of review. */
describe('kill -9', () => {
  let fixture: EngineFixture
  let sample: { folder: string; table: string }
  beforeAll(async () => {
    fixture = new EngineFixture()
    sample = await fixture.drawSample(20)
    await fixture.engine.close()
  })
  afterAll(() => fixture.end())

  function start(...parameters: string[]): ChildProcess {
    return spawn(process.execPath, [CLI, ...parameters, '--catalogue', fixture.cataloguePath], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DOUBLET_DATA_FOLDER: join(fixture.folder, 'data') },
    })
  }

  /** Kills the process when it prints its nth line of progress. */
  async function killAfterLines(child: ChildProcess, lines: number): Promise<void> {
    if (child.stderr === null) throw new Error('Expected a pipe')
    const exited = once(child, 'exit')
    let printed = 0
    for await (const _line of createInterface({ input: child.stderr })) {
      printed += 1
      if (printed >= lines) break
    }
    child.kill('SIGKILL')
    await exited
  }

  it('at several moments of an import loses nothing, and the next run goes on to the end', async () => {
    for (const lines of [1, 2, 3])
      await killAfterLines(start('import', sample.folder, '--table', sample.table), lines)
    const last = start('import', sample.folder, '--table', sample.table)
    const [code] = await once(last, 'exit')
    expect(code).toBe(0)
    const catalogue = await openCatalogue(fixture.cataloguePath, { mode: 'must-exist', program: 'a test' })
    const { files, pictures, settings, items } = createRepositories(catalogue.db)
    expect(items.countPresent()).toBeGreaterThan(40)
    expect(files.countPending(Number(settings.get('current-space')))).toBe(0)
    expect(catalogue.thumbnails.count()).toBe(pictures.countDescribed())
    expect(catalogue.db.pragma('integrity_check', { simple: true })).toBe('ok')
    catalogue.close()
  })

  it('in the middle of review loses no verdict that was acknowledged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doublet-kill-'))
    const path = join(folder, 'A.doublet')
    const created = await openCatalogue(path, { mode: 'create', program: 'a test' })
    const { sources, items } = createRepositories(created.db)
    const source = sources.save({ folder: '/photos' }, new Date().toISOString())
    const nothing = {
      title: null,
      description: null,
      category: null,
      brand: null,
      price: null,
      code: null,
      labelGroup: null,
    }
    for (const externalId of ['a', 'b'])
      items.save(source.id, 1, { ...nothing, externalId, attributes: [], line: 0 }, [])
    created.close()
    const script = `
      const { openCatalogue } = await import(${JSON.stringify(new URL('./catalogue/open-catalogue.ts', import.meta.url).href)})
      const { createRepositories } = await import(${JSON.stringify(new URL('./catalogue/repositories.ts', import.meta.url).href)})
      const { actions } = createRepositories((await openCatalogue(${JSON.stringify(path)}, { mode: 'must-exist', program: 'review' })).db)
      for (;;) {
        const id = actions.append({ kind: 'verdict', targetActionId: null, groupId: 1, shown: [1, 2], note: '', reviewer: 'Ada',
          at: new Date().toISOString(), words: '', verdicts: [{ itemA: 1, itemB: 2, relation: 'different', variantAxis: null }] })
        process.stdout.write(id + '\\n')
      }`
    const reviewer = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(reviewer, 'exit')
    let acknowledged = 0
    for await (const line of createInterface({ input: reviewer.stdout })) {
      acknowledged = Number(line)
      if (acknowledged === 200) reviewer.kill('SIGKILL')
    }
    await exited
    const catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'a test' })
    const rowsOf = (table: 'action' | 'verdict') =>
      catalogue.db
        .prepare<[], { last: number; count: number }>(
          `SELECT max(id) AS last, count(*) AS count FROM ${table}`,
        )
        .get()
    expect(acknowledged).toBeGreaterThanOrEqual(200)
    expect(rowsOf('action')?.last).toBeGreaterThanOrEqual(acknowledged)
    expect(rowsOf('verdict')?.count).toBe(rowsOf('action')?.count)
    catalogue.close()
    rmSync(folder, { recursive: true })
  })
})
