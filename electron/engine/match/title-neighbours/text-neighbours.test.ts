import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textSettingName } from '../../../contract/text-settings.ts'
import { listNeighbours } from '../../vector-index/list-neighbours.fixture.ts'
import { textNeighbours } from './text-neighbours.ts'
import { TEXT_SETTINGS } from './text-settings.ts'

const TITLES = ['red mug', 'red mug large', 'crimson cup', 'steel bottle', null, 'unknown']

describe('textNeighbours', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'word-vectors-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function glove(text: string): Promise<string> {
    const path = join(folder, 'glove.txt')
    await writeFile(path, text)
    return path
  }
  const VECTORS =
    'red 1 0 0\nmug 0 1 0\ncrimson 1 0.1 0\ncup 0.1 1 0\nsteel 0 0 -1\nlarge 0 0 1\nbottle 0 0 -1\n'

  it.each(textSettingName.options)('keeps to the threshold of %s', async (name) => {
    const setting = TEXT_SETTINGS[name]
    const found = listNeighbours(await textNeighbours(TITLES, setting, 5, { glove: await glove(VECTORS) }))
    expect(found).toHaveLength(TITLES.length)
    for (const [, distance] of found.flat()) expect(distance).toBeLessThanOrEqual(setting.distanceThreshold)
    expect(found[4]).toEqual([])
  })

  it('finds by word vectors what shares no word', async () => {
    const path = await glove(VECTORS)
    const found = listNeighbours(await textNeighbours(TITLES, TEXT_SETTINGS.glove, 5, { glove: path }))
    expect(found[0]?.[0]?.[0]).toBe(2)
    // (1, 1, 0) and (1.1, 1.1, 0) point the same way.
    expect(found[0]?.[0]?.[1]).toBeCloseTo(0, 6)
    expect(found[5]).toEqual([])
  })

  it('lets rare words count more with IDF', async () => {
    const path = await glove(VECTORS)
    const distance = async (name: 'glove' | 'glove-idf') =>
      listNeighbours(await textNeighbours(TITLES, TEXT_SETTINGS[name], 5, { glove: path }))[0]?.find(
        ([row]) => row === 1,
      )?.[1]
    // cos((1, 1, 0), (1, 1, 1)) = 2 / sqrt(6); "large" is rarer than "red" and "mug".
    expect(await distance('glove')).toBeCloseTo(1 - 2 / Math.sqrt(6), 5)
    expect(await distance('glove-idf')).toBeGreaterThan((await distance('glove')) ?? 1)
  })

  it('passes over the first line of word2vec and words with blanks', async () => {
    const path = await glove('7 3\nred 1 0 0\nat name 9 9 9\nmug 0 1 0\ncup 1 1 0\n')
    const found = listNeighbours(await textNeighbours(TITLES, TEXT_SETTINGS.glove, 5, { glove: path }))
    expect(found[0]?.[0]?.[0]).toBe(1)
  })

  it.each([
    ['', 'has no lines'],
    ['no numbers here\n', 'Expected a word and its numbers on each line'],
    ['red 1 0 0\nmug 0 1\n', 'a word and 3 numbers on each line'],
    ['red 1 0 0\nmug 0 NaN 1\n', 'line 2'],
  ])('says what is wrong with %j', async (text, message) => {
    const path = await glove(text)
    await expect(textNeighbours(TITLES, TEXT_SETTINGS.glove, 5, { glove: path })).rejects.toThrow(message)
  })

  it('says that a file is needed, or missing', async () => {
    await expect(textNeighbours(TITLES, TEXT_SETTINGS.glove, 5)).rejects.toThrow('--glove FILE')
    const path = join(folder, 'none.txt')
    await expect(textNeighbours(TITLES, TEXT_SETTINGS.glove, 5, { glove: path })).rejects.toThrow(
      'cannot be read',
    )
  })
})
