import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openCatalogue } from '../../engine/catalogue/open-catalogue.ts'
import { renderSvg } from '../../engine/decode/render-svg.ts'
import { generateSample } from '../../engine/sample/generate-sample.ts'
import { CommandLineFixture } from './command-line.fixture.ts'

const commandLine = new CommandLineFixture()
const { folder } = commandLine
const doublet = commandLine.run.bind(commandLine)
afterAll(() => commandLine.remove())

describe('doublet', () => {
  it('lists relations, adds, renames and orders them, and says what was done', async () => {
    const catalogue = join(folder, 'Relations.doublet')
    const created = await openCatalogue(catalogue, { mode: 'create', program: 'a test' })
    created.close()
    const run = (...parameters: string[]) => doublet(...parameters, '--catalogue', catalogue)
    const added = await run('relations', 'add', 'Spare part', '--sign', 'apart')
    expect(added.stdout).toContain('1  same-product  together  Same product\n')
    expect(added.stdout).toContain('6  spare-part  apart  Spare part\n')
    const archived = await run('relations', 'archive', 'related')
    expect(archived.stdout).toContain('-  related  apart  Related  (archived)\n')
    const axes = await run('relations', 'add', 'Scent', '--axis', '--json')
    expect(JSON.parse(axes.stdout)).toMatchObject({ axes: [{}, {}, {}, {}, {}, { id: 'scent', key: 6 }] })
    expect(await run('relations', 'archive', 'different')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be archived'),
    })
    expect(await run('history', '--case', '1-2')).toMatchObject({ code: 0, stdout: '0 of 0 actions\n' })
  })

  it('says how it is used', async () => {
    expect(await doublet('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('doublet import SOURCE'),
    })
    expect((await doublet('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('exits with 1 where there is no catalogue, and where another program holds it', async () => {
    expect(await doublet('groups')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no catalogue at'),
    })
    const held = await openCatalogue(join(folder, 'Held.doublet'), { mode: 'create', program: 'the window' })
    const refused = await doublet('groups', '--catalogue', 'Held.doublet')
    held.close()
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('is in use by the window') })
  })

  it('takes pictures and a table from import to exported groups, with results alone on standard output', async () => {
    const sample = await generateSample(join(folder, 'sample'), renderSvg, { products: 8 })
    const catalogue = ['--catalogue', 'Whole.doublet', '--json']
    const imported = await doublet('import', 'sample', '--table', 'sample/listings.csv', ...catalogue)
    expect(imported.code).toBe(0)
    expect(JSON.parse(imported.stdout)).toMatchObject({ summary: { items: sample.listings }, problems: 0 })
    expect(imported.stderr).toContain('describe:')

    const matched = await doublet('match', '--threshold', '0.6', ...catalogue)
    expect(JSON.parse(matched.stdout)).toMatchObject({ status: 'done', threshold: 0.6 })
    const groups = await doublet('groups', ...catalogue)
    expect(JSON.parse(groups.stdout).groups.length).toBeGreaterThan(2)
    expect(await doublet('export', 'groups', '--out', 'groups.csv', ...catalogue)).toMatchObject({ code: 0 })
    expect(readFileSync(join(folder, 'groups.csv'), 'utf8')).toMatch(/^group,id,representative,score,state\n/)
    const evaluated = await doublet(
      'evaluate',
      '--threshold',
      '0.5,image=0.3',
      '--out',
      'table.csv',
      ...catalogue,
    )
    expect(JSON.parse(evaluated.stdout).figures.pairs.precision).toBeGreaterThan(0.5)
    expect(readFileSync(join(folder, 'table.csv'), 'utf8')).toMatch(/^model,f1,metric,threshold,/)
    const simulated = JSON.parse((await doublet('simulate', '--verdicts', '20', ...catalogue)).stdout)
    expect(simulated.curves).toHaveLength(3)
    const queue = JSON.parse((await doublet('queue', ...catalogue)).stdout)
    expect(queue.cases[0].words).toContain('likely')
    expect(JSON.parse((await doublet('scorer', ...catalogue)).stdout).versions).toHaveLength(1)
    expect((await doublet('scorer', 'refit', ...catalogue)).stdout).toContain('stays as it is')
    expect(await doublet('scorer', 'use', 'nothing', ...catalogue)).toMatchObject({ code: 1 })
    expect(await doublet('verify', ...catalogue)).toMatchObject({ code: 0 })

    const [photo] = readdirSync(join(folder, 'sample', 'photos'))
    const box = ['--box=-5,0,200,200']
    const found = await doublet(
      'search',
      '--image',
      join('sample', 'photos', photo ?? ''),
      ...box,
      '--top',
      '3',
      ...catalogue,
    )
    expect(found.stderr).toContain('The box reached out of the picture')
    expect(JSON.parse(found.stdout).hits.length).toBe(3)
    const words = await doublet(
      'search',
      '--text',
      'zzqx',
      '--filter',
      'price=1..2',
      '--catalogue',
      'Whole.doublet',
    )
    expect(words).toMatchObject({ code: 0, stdout: 'Nothing was found.\n' })

    const left = await doublet('rehearse', '--threshold', '1', ...catalogue)
    expect(JSON.parse(left.stdout)).toMatchObject({ accepted: false, rehearsal: { groups: { appeared: 0 } } })
    const taken = await doublet('rehearse', '--threshold', '1', '--accept', '--catalogue', 'Whole.doublet')
    expect(taken).toMatchObject({ code: 0, stdout: expect.stringContaining('It was accepted.') })
    const after = JSON.parse((await doublet('groups', ...catalogue)).stdout)
    expect(after.groups.length).toBe(JSON.parse(left.stdout).rehearsal.groups.after)
  })

  it('writes every listing with its group, and a folder for training', async () => {
    const catalogue = ['--catalogue', 'Whole.doublet']
    expect(await doublet('export', 'catalogue', '--out', 'all.jsonl', ...catalogue)).toMatchObject({
      code: 0,
    })
    expect(readFileSync(join(folder, 'all.jsonl'), 'utf8')).toMatch(/^\{"id":.*"representative":(true|false)/)
    expect(await doublet('export', 'folder', '--out', 'training', ...catalogue)).toMatchObject({ code: 0 })
    expect(readdirSync(join(folder, 'training'))).toContain('triplets.csv')
  })

  it('lists what was left out and exits with 0, or with 1 when it is to be strict', async () => {
    mkdirSync(join(folder, 'bad'))
    writeFileSync(join(folder, 'bad', 'empty.jpg'), '')
    const lenient = await doublet('import', 'bad', '--catalogue', 'Bad.doublet')
    expect(lenient.stderr).toContain('empty.jpg')
    expect(lenient.code).toBe(0)
    const listed = await doublet('problems', '--out', 'problems.csv', '--catalogue', 'Bad.doublet')
    expect(listed.stdout).toMatch(/1 FILE_EMPTY\n.*empty\.jpg: The file is empty/)
    expect(readFileSync(join(folder, 'problems.csv'), 'utf8')).toMatch(/^severity,code,path,line,/)
    expect(await doublet('import', 'bad', '--catalogue', 'Bad.doublet', '--strict')).toMatchObject({
      code: 1,
    })
  })

  it('stops cleanly on Ctrl-C and goes on from there the next time', async () => {
    await generateSample(join(folder, 'more'), renderSvg, { products: 20 })
    const child = commandLine.start('import', 'more', '--catalogue', 'Stopped.doublet')
    let stderr = ''
    let isStopped = false
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
      // Once: a second Ctrl-C means that nobody wants to wait.
      if (!isStopped && stderr.includes('describe:')) isStopped = child.kill('SIGINT')
    })
    await once(child, 'close')
    expect(stderr).toContain('the next run goes on from there')
    expect(child.exitCode).toBe(130)
    const again = await doublet('import', 'more', '--catalogue', 'Stopped.doublet', '--json')
    expect(again.code).toBe(0)
    expect(JSON.parse(again.stdout).summary).not.toHaveProperty('new files')
  })
})
