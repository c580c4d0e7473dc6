import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { renderSvg } from '../../engine/decode/render-svg.ts'
import { generateSample } from '../../engine/sample/generate-sample.ts'
import { CommandLineFixture } from './command-line.fixture.ts'

const commandLine = new CommandLineFixture()
const { folder } = commandLine
const doublet = commandLine.run.bind(commandLine)
afterAll(() => commandLine.remove())

describe('doublet with tables', () => {
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
})
