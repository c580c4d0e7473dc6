import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCatalogue } from '../../engine/catalogue/open-catalogue.ts'
import { renderSvg } from '../../engine/decode/render-svg.ts'
import { generateSample } from '../../engine/sample/generate-sample.ts'

const MAIN = join(import.meta.dirname, 'main.ts')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-cli-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function start(...parameters: string[]) {
  return spawn(process.execPath, [MAIN, ...parameters], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DOUBLET_DATA_FOLDER: join(folder, 'data'), INIT_CWD: folder },
  })
}

async function doublet(...parameters: string[]): Promise<Outcome> {
  const child = start(...parameters)
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode, stdout, stderr }
}

describe('doublet', () => {
  it.each([
    [['fly'], 'Expected one of import'],
    [['import'], 'Expected at least one folder or table'],
    [['import', 'nowhere'], 'There is nothing at'],
    [['match', '--threshold', '2'], 'Expected --threshold to be a number from 0 to 1 but received “2”'],
    [['match', '--out', 'a.csv'], 'has no option --out'],
    [['export', 'pairs'], 'Expected --out FILE'],
    [
      ['export', 'pairs', '--out', 'a', '--format', 'xml'],
      'Expected --format to be one of csv, jsonl, parquet',
    ],
    [['export', 'everything', '--out', 'a'], 'Expected --what to be one of pairs, groups, triplets'],
    [['export', 'pairs', '--out', 'a', '--seed', '0'], 'Expected --seed to be a number from 1'],
    [['groups', '--unknown'], 'Unknown option'],
    [['simulate', '--order', 'worst'], 'Expected --order to be one of value, score, random'],
    [['simulate', '--errors', '0.9'], 'Expected --errors to be a number from 0 to 0.5'],
    [['evaluate', '--truth', 'guess'], 'Expected --truth to be one of label_group'],
    [['evaluate', '--split', 'test'], 'Expected --pairs FILE with --split'],
    [['evaluate', '--compare', 'everything'], 'Expected --compare to be one of channels, texts, rules'],
    [['evaluate', '--threshold', '0.5,1.2'], 'Expected --threshold to give numbers from 0 to 1 for score'],
    [['evaluate', '--threshold', 'phash=99'], 'Expected --threshold to give numbers from 0 to 64 for phash'],
    [['rank', '--gallery', 'g.csv'], 'Expected --gallery FILE, --queries FILE and --out FILE'],
    [['search'], 'Expected --image FILE or --text WORDS'],
    [['search', '--image', 'a.png', '--box', '1,2,3'], 'Expected --box to be four numbers'],
    [['search', '--text', 'tea', '--filter', 'price=cheap'], 'Expected --filter price=FROM..TO'],
    [['match', '--text', 'by-heart'], 'Expected --text to be one of words-and-characters, characters'],
    [['rehearse', '--model', 'none', '--as', 'prices'], 'Expected --as to be one of pictures, titles'],
    [['relations', 'remove', 'related'], 'Expected add, rename, archive, restore or order'],
    [['relations', 'add', 'Spare part'], 'Expected --sign together or --sign apart'],
    [['relations', 'rename', 'related'], 'Expected a name after “relations rename related”'],
    [['relations', 'add', 'Spare part', '--sign', 'maybe'], 'Expected --sign to be one of together, apart'],
    [['history', '--case', '5-x'], 'Expected --case to be ids of items joined by hyphens'],
    [['rehearse'], 'Expected --threshold P, --scorer VERSION or --model NAME'],
  ])('exits with 2 and says what was expected: %j', async (parameters, words) => {
    const { code, stdout, stderr } = await doublet(...parameters)
    expect(stderr).toContain(words)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

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

  it('compares titles as it is told to, by word vectors too, and sets all ways side by side', async () => {
    writeFileSync(
      join(folder, 'teas.csv'),
      'id,title,label_group\na,Green tea Sencha,g1\nb,Sencha green tea,g1\nc,Lavender soap,g2\nd,Soap lavender,g2\n',
    )
    writeFileSync(join(folder, 'vectors.txt'), 'tea 1 0\nsencha 1 0.1\nsoap 0 1\nlavender 0 1\n')
    const catalogue = ['--catalogue', 'Teas.doublet', '--json']
    await doublet('import', '--table', 'teas.csv', ...catalogue)
    const notes = async (...options: string[]): Promise<string> =>
      JSON.parse((await doublet('match', ...options, ...catalogue)).stdout).notes.join(' ')
    expect(await notes('--text', 'idf')).toContain('Neighbours of 4 titles: IDF of words')
    expect(await notes('--text', 'glove', '--glove', 'vectors.txt')).toContain('titles: GloVe')
    // What was told once is kept.
    expect(await notes()).toContain('titles: GloVe')
    const unreadable = await doublet('match', '--glove', 'gone.txt', '--catalogue', 'Teas.doublet')
    expect(unreadable).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be read') })

    const evaluated = await doublet(
      'evaluate',
      '--compare',
      'texts',
      '--glove',
      'vectors.txt',
      '--catalogue',
      'Teas.doublet',
    )
    const [head, , ...rows] = evaluated.stdout.slice(evaluated.stdout.indexOf('Model |')).split('\n')
    expect(head).toBe('Model | F1 Score | K Nearest-Neighbors Distance Metric | Distance Threshold')
    expect(rows).toContainEqual(expect.stringMatching(/^TF-IDF of words \| 1\.0000 \| cosine distance \| 0/))
    expect(rows).toContainEqual(expect.stringMatching(/^GloVe \+ IDF \| 1\.0000 \| cosine distance \| 0/))
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

  it('writes a submission of every listing, itself first', async () => {
    await generateSample(join(folder, 'few'), renderSvg, { products: 2 })
    const catalogue = ['--catalogue', 'Few.doublet', '--json']
    await doublet('import', 'few', '--table', 'few/listings.csv', ...catalogue)
    const submitted = await doublet('export', 'submission', '--out', 'submission.csv', ...catalogue)
    expect(JSON.parse(submitted.stdout).rows).toBeGreaterThan(1)
    expect(readFileSync(join(folder, 'submission.csv'), 'utf8')).toMatch(/^posting_id,matches\n(\S+),\1[ \n]/)
  })

  it('ranks a gallery for queries from two tables in one command', async () => {
    const sample = await generateSample(join(folder, 'shop'), renderSvg, { products: 2 })
    const [, first = ''] = readFileSync(sample.table, 'utf8').split('\n')
    const picture = first.split(',').find((cell) => cell.startsWith('photos/')) ?? ''
    writeFileSync(
      join(folder, 'gallery.csv'),
      `seller_img_id,img_path,product_id\n4,${picture},1\n5,photos/gone.jpg,1\n`,
    )
    writeFileSync(
      join(folder, 'queries.csv'),
      `user_img_id,img_path,bbox_x,bbox_y,bbox_w,bbox_h,product_id\n1,${picture},0,0,5000,5000,1\n`,
    )
    const tables = ['--gallery', 'gallery.csv', '--queries', 'queries.csv']
    const catalogue = ['--catalogue', 'Rank.doublet', '--json']
    const out = ['--out', 'ranking.npy', '--top', '3']
    const ranked = await doublet('rank', 'shop', ...tables, ...out, ...catalogue)
    expect(ranked).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Gallery rows without a picture'),
    })
    expect(JSON.parse(ranked.stdout)).toMatchObject({
      queries: 1,
      gallery: 2,
      galleryWithoutPicture: 1,
      meanAveragePrecision: 0.5,
    })
    const bytes = readFileSync(join(folder, 'ranking.npy'))
    expect([0, 1, 2].map((rank) => bytes.readInt32LE(bytes.length - 12 + rank * 4))).toEqual([4, -1, -1])
    expect(readFileSync(join(folder, 'ranking.csv'), 'utf8')).toMatch(/\n1,1,4,/)
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
    const child = start('import', 'more', '--catalogue', 'Stopped.doublet')
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

describe('doublet models', () => {
  const trendyol = join(import.meta.dirname, '../../../models/reference/trendyol')

  it('says what must be accepted and how, installs, lists and removes', async () => {
    const models = (...parameters: string[]) => doublet('models', ...parameters, '--catalogue', 'M.doublet')
    const refused = await models('import', trendyol, '--as', 'mine', '--weights', 'model.safetensors')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('--accept-terms')
    const accepted = await models(
      'import',
      trendyol,
      '--as',
      'mine',
      '--weights',
      'model.safetensors',
      '--accept-terms',
    )
    expect(accepted.stdout).toContain('installed as mine')
    expect((await models()).stdout).toMatch(/^ {2}mine: mine, embed-pictures/m)
    expect((await models('remove', 'mine')).code).toBe(0)
    expect((await models()).stdout).not.toMatch(/^ {2}mine:/m)
  })

  it('refuses what it does not know', async () => {
    expect(await doublet('models', 'fly')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Expected one of list, import, use, cost, check, remove'),
    })
    expect(await doublet('models', 'import')).toMatchObject({ code: 2 })
  })
})
