import { spawn } from 'node:child_process'
import { hash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogueFolder } from '../catalogue/catalogue-folder.ts'
import { EngineFixture } from '../engine-fixture.ts'
import { removeUnfinished } from './remove-unfinished.ts'

let fixture: EngineFixture
let target: string
beforeEach(async () => {
  fixture = new EngineFixture()
  await fixture.client.catalogue.create({ path: fixture.cataloguePath })
  await fixture.engine.close()
  target = join(fixture.folder, 'exports of mine')
  mkdirSync(target)
})
afterEach(() => fixture.end())

const notes = (catalogue = fixture.cataloguePath): string[] =>
  readdirSync(catalogueFolder(catalogue).unfinished)

/** Kills a process of its own, in which `script` is run, when it calls `die`. */
async function killed(script: string): Promise<void> {
  const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href)
  const process_ = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `const { writeRows } = await import(${here('./write-rows.ts')})
       const { writeTrainingFolder } = await import(${here('./training-folder.ts')})
       const { ProgressMeter } = await import(${here('../jobs/progress-meter.ts')})
       const target = ${JSON.stringify(target)}
       const unfinished = ${JSON.stringify(catalogueFolder(fixture.cataloguePath).unfinished)}
       const die = () => { process.kill(process.pid, 'SIGKILL'); for (;;); }
       ${script}`,
    ],
    { stdio: 'ignore' },
  )
  await once(process_, 'exit')
  expect(process_.signalCode).toBe('SIGKILL')
}

const killedTable = (): Promise<void> =>
  killed(`
    const columns = [{ name: 'id', type: 'STRING', nullable: false }]
    const rows = function* () { for (let n = 0; n < 5000; n += 1) yield { id: String(n) }; die() }
    await writeRows(target + '/pairs.csv', 'csv', columns, rows(), unfinished)`)

/** In the middle of copying its second picture. */
async function killedFolder(): Promise<void> {
  const listings = [1, 2, 3].map((id) => {
    const path = join(fixture.folder, `${id}.jpg`)
    writeFileSync(path, `picture ${id}`)
    const sha256 = hash('sha256', `picture ${id}`, 'hex')
    return { id, externalId: `mug ${id}`, source: 'shop', pictures: [{ path, sha256 }] }
  })
  const pairs = listings.slice(1).map(({ externalId, pictures }) => ({
    id_a: 'mug 1',
    id_b: externalId,
    sha256_a: listings[0]?.pictures[0]?.sha256,
    sha256_b: pictures[0]?.sha256,
    same_product: true,
    split: 'train',
  }))
  await killed(`
    const meter = new ProgressMeter(() => {})
    meter.update = (done) => { if (done === 2) die() }
    const run = { meter, signal: new AbortController().signal, unfinished }
    await writeTrainingFolder(target + '/training', ${JSON.stringify(pairs)}, ${JSON.stringify(listings)}, run)`)
}

async function openAndClear(): Promise<void> {
  await fixture.restart()
  await expect.poll(() => notes()).toEqual([])
}

describe('what an export leaves behind when it is killed', () => {
  it('is taken away when the catalogue is opened again, and nothing else is', async () => {
    await killedTable()
    await killedFolder()
    const names = readdirSync(target)
    expect(names.filter((name) => /^\.doublet-.*\.partial$/.test(name))).toHaveLength(2)
    expect(notes()).toHaveLength(2)
    // Nobody knows what this one is.
    const unknown = `.doublet-${randomUUID()}.partial`
    writeFileSync(join(target, unknown), 'mine')
    writeFileSync(join(target, 'pairs.csv'), 'of before')

    await openAndClear()
    expect(readdirSync(target).toSorted()).toEqual([unknown, 'pairs.csv'].toSorted())
    expect(readFileSync(join(target, 'pairs.csv'), 'utf8')).toBe('of before')
  })

  it('keeps what somebody put into the folder', async () => {
    await killedFolder()
    const [partial = ''] = readdirSync(target)
    const product = join(target, partial, 'train', readdirSync(join(target, partial, 'train'))[0] ?? '')
    expect(readdirSync(product)).toHaveLength(2)
    writeFileSync(join(product, 'holiday.jpg'), 'mine')
    mkdirSync(join(fixture.folder, 'elsewhere'))
    writeFileSync(join(fixture.folder, 'elsewhere', 'README.txt'), 'mine')
    symlinkSync(join(fixture.folder, 'elsewhere'), join(target, partial, 'validation'))
    await openAndClear()
    expect(readdirSync(product)).toEqual(['holiday.jpg'])
    expect(readdirSync(join(target, partial)).toSorted()).toEqual(['train', 'validation'])
    expect(existsSync(join(fixture.folder, 'elsewhere', 'README.txt'))).toBe(true)
  })

  it('waits for a disk that is away', async () => {
    await killedTable()
    renameSync(target, join(fixture.folder, 'away'))
    await fixture.restart()
    await fixture.engine.close()
    expect(notes()).toHaveLength(1)
    renameSync(join(fixture.folder, 'away'), target)
    await openAndClear()
    expect(readdirSync(target)).toEqual([])
  })

  it('is no matter of a copy of the catalogue, whose original may be at it', async () => {
    await killedTable()
    const left = readdirSync(target)
    const copy = join(fixture.folder, 'Copy.doublet')
    cpSync(fixture.cataloguePath, copy, { recursive: true })
    await removeUnfinished(catalogueFolder(copy))
    expect(notes(copy)).toEqual([])
    expect(readdirSync(target)).toEqual(left)
  })

  it('is not looked for where a note names anything but a temporary name, or is none', async () => {
    const { unfinished } = catalogueFolder(fixture.cataloguePath)
    mkdirSync(unfinished)
    const catalogue = realpathSync(fixture.cataloguePath)
    writeFileSync(join(target, 'mine.txt'), 'mine')
    const note = (text: string): void => writeFileSync(join(unfinished, `doublet-${randomUUID()}.json`), text)
    note(JSON.stringify({ path: join(target, 'mine.txt'), catalogue }))
    note(JSON.stringify({ path: `${target}/..`, catalogue }))
    note('{"path":')
    writeFileSync(join(unfinished, 'of somebody else.json'), '')
    await fixture.restart()
    await expect.poll(() => notes()).toEqual(['of somebody else.json'])
    expect(readdirSync(target)).toEqual(['mine.txt'])
  })
})
