import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readKnownNeighbours, writeKnownNeighbours } from './known-title-neighbours.ts'

const TITLES = ['red mug', 'red cup', null]
const WORDS = '{}'
const NEIGHBOURS = {
  offsets: Uint32Array.of(0, 1, 2, 2),
  rows: Uint32Array.of(1, 0),
  distances: Float32Array.of(0.25, 0.25),
}

describe('readKnownNeighbours', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'known-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('gives back what was stored while the titles are the same', async () => {
    expect(await readKnownNeighbours(folder, TITLES, WORDS, 50)).toBeUndefined()
    await writeKnownNeighbours(folder, TITLES, WORDS, 50, NEIGHBOURS)
    expect(await readKnownNeighbours(folder, TITLES, WORDS, 50)).toEqual(NEIGHBOURS)
  })

  it('gives nothing for changed, fewer or differently weighted titles, another k, or a damaged file', async () => {
    await writeKnownNeighbours(folder, TITLES, WORDS, 50, NEIGHBOURS)
    expect(await readKnownNeighbours(folder, ['red mug', 'blue cup', null], WORDS, 50)).toBeUndefined()
    expect(await readKnownNeighbours(folder, ['red mug', 'red cup'], WORDS, 50)).toBeUndefined()
    // Small catalogues learn their weights from every title, so that one more changes them.
    expect(await readKnownNeighbours(folder, [...TITLES, 'mug'], WORDS, 50)).toBeUndefined()
    expect(await readKnownNeighbours(folder, TITLES, WORDS, 49)).toBeUndefined()
    // Another brand is one word now, so that titles are read in another way.
    expect(await readKnownNeighbours(folder, TITLES, '{"brands":[]}', 50)).toBeUndefined()
    const path = join(folder, 'title-neighbours.bin')
    const bytes = await readFile(path)
    bytes[bytes.length - 2] = (bytes[bytes.length - 2] ?? 0) ^ 1
    await writeFile(path, bytes)
    expect(await readKnownNeighbours(folder, TITLES, WORDS, 50)).toBeUndefined()
  })

  it('serves a catalogue that has grown by less than a fifth', async () => {
    const titles = Array.from({ length: 5_400 }, (_, n) => `mug ${n}`)
    const none = { offsets: new Uint32Array(5_101), rows: new Uint32Array(), distances: new Float32Array() }
    await writeKnownNeighbours(folder, titles.slice(0, 5_100), WORDS, 50, none)
    expect(await readKnownNeighbours(folder, titles, WORDS, 50)).toEqual(none)
  })
})
