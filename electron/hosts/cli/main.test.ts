import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
    [['groups', '--unknown'], 'Unknown option'],
  ])('exits with 2 and says what was expected: %j', async (parameters, words) => {
    const { code, stdout, stderr } = await doublet(...parameters)
    expect(stderr).toContain(words)
    expect(stdout).toBe('')
    expect(code).toBe(2)
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
    expect(JSON.parse((await doublet('evaluate', ...catalogue)).stdout).precision).toBeGreaterThan(0.5)
    expect(await doublet('verify', ...catalogue)).toMatchObject({ code: 0 })
  })

  it('lists what was left out and exits with 0, or with 1 when it is to be strict', async () => {
    mkdirSync(join(folder, 'bad'))
    writeFileSync(join(folder, 'bad', 'empty.jpg'), '')
    const lenient = await doublet('import', 'bad', '--catalogue', 'Bad.doublet')
    expect(lenient.stderr).toContain('empty.jpg')
    expect(lenient.code).toBe(0)
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
