import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runCommandLine } from './run-command-line.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-usage-'))
  vi.stubEnv('DOUBLET_DATA_FOLDER', join(folder, 'data'))
  vi.stubEnv('INIT_CWD', folder)
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

describe('wrong usage', () => {
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
    [['review', 'praise', '--size', '2..'], 'Expected “doublet review” with one of confirm, skip, flag but'],
    [['review', 'confirm', '--apply'], 'Expected which groups are meant: --state'],
    [
      ['review', 'skip', '--size', '2..', '--relation', 'related'],
      'Expected --relation with “review confirm”',
    ],
    [['review', 'skip', '--size', '2..', '--question', 'Why?'], 'Expected --question with “review flag”'],
    [
      ['review', 'skip', '--size', '1..'],
      'Expected --size FROM..TO, either of them left out for no limit, from 2',
    ],
    [['review', 'skip', '--size', '2.5..'], 'Expected --size to be whole numbers'],
    [['review', 'skip', '--score', '0.9'], 'Expected --score FROM..TO'],
    [['review', 'skip', '--score', '0.9..0.8'], 'but received “0.9..0.8”'],
    [['groups', '--score', '..'], 'Expected --score FROM..TO'],
    [['groups', '--score', 'x..'], 'but received “x..”'],
    [['groups', '--only', 'good'], 'Expected --only to be one of skipped, flagged, noted, news'],
    [
      ['groups', '--only', 'news', '--without', 'news'],
      'Expected --only news or --without news but received both',
    ],
    [['undo', '3'], 'Expected nothing after “undo” but received “3”'],
    [['models', 'fly'], 'Expected one of list, import, use, cost, check, remove'],
    [['models', 'import'], 'Expected'],
    [['rehearse'], 'Expected --threshold P, --scorer VERSION or --model NAME'],
  ])('exits with 2 and says what was expected: %j', async (parameters, words) => {
    let out = ''
    let err = ''
    const code = await runCommandLine(parameters, {
      out: (text) => (out += text),
      err: (text) => (err += text),
    })
    expect(err).toContain(words)
    expect(out).toBe('')
    expect(code).toBe(2)
  })
})
