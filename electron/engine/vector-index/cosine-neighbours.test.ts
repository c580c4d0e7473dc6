import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CosineIndex } from './cosine-index.ts'
import { cosineNeighbours } from './cosine-neighbours.ts'
import { exactCosineNeighbours } from './exact-cosine.ts'
import { IndexMismatchError } from './index-mismatch-error.ts'
import { listNeighbours } from './list-neighbours.fixture.ts'

const DIMENSION = 24

/** Unit vectors around a few centres, from the linear congruential generator of Numerical Recipes. */
function clusteredVectors(rows: number): Float32Array {
  let state = 42
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  }
  const centres = Float64Array.from({ length: 20 * DIMENSION }, next)
  const vectors = new Float32Array(rows * DIMENSION)
  for (let row = 0; row < rows; row += 1) {
    const values = Array.from(
      { length: DIMENSION },
      (_, d) => (centres[(row % 20) * DIMENSION + d] ?? 0) + 0.6 * next(),
    )
    vectors.set(
      values.map((value) => value / Math.hypot(...values)),
      row * DIMENSION,
    )
  }
  return vectors
}

/** Independent reference: every pair by the textbook formula in doubles. */
function bruteForce(vectors: Float32Array, row: number, k: number): [number, number][] {
  const at = (index: number) => Array.from(vectors.subarray(index * DIMENSION, (index + 1) * DIMENSION))
  const query = at(row)
  return Array.from({ length: vectors.length / DIMENSION }, (_, other): [number, number] => {
    const vector = at(other)
    const dot = vector.reduce((sum, value, d) => sum + value * (query[d] ?? 0), 0)
    return [other, 1 - dot / (Math.hypot(...vector) * Math.hypot(...query))]
  })
    .filter(([other]) => other !== row)
    .toSorted((a, b) => a[1] - b[1] || a[0] - b[0])
    .slice(0, k)
}

describe('cosineNeighbours', () => {
  it('finds exactly the nearest rows when every pair is measured', async () => {
    const vectors = clusteredVectors(301)
    const found = listNeighbours(await cosineNeighbours(vectors, DIMENSION, 7))
    for (let row = 0; row < 301; row += 1) {
      const expected = bruteForce(vectors, row, 7)
      expect(found[row]?.map(([other]) => other)).toEqual(expected.map(([other]) => other))
      found[row]?.forEach(([, distance], place) =>
        expect(distance).toBeCloseTo(expected[place]?.[1] ?? Number.NaN, 5),
      )
    }
  })

  it.each([1, 2])('finds the same by matrix products in %s threads as in a loop', async (cores) => {
    const vectors = clusteredVectors(2_300)
    vectors[3 * DIMENSION + 5] = Number.NaN
    const found = listNeighbours(await cosineNeighbours(vectors, DIMENSION, 7, { cores }))
    const expected = listNeighbours(await exactCosineNeighbours(vectors, DIMENSION, 7))
    found.forEach((neighbours, row) => {
      expect(neighbours).toHaveLength(expected[row]?.length ?? 0)
      neighbours.forEach(([, distance], place) =>
        expect(distance).toBeCloseTo(expected[row]?.[place]?.[1] ?? Number.NaN, 5),
      )
    })
    expect(found[3]).toEqual([])
  })

  it('orders thousands of equal rows by their number', async () => {
    const vectors = new Float32Array(2_200 * DIMENSION)
    const row = clusteredVectors(1)
    for (let n = 0; n < 2_200; n += 1) vectors.set(row, n * DIMENSION)
    const found = listNeighbours(await cosineNeighbours(vectors, DIMENSION, 3, { cores: 2 }))
    expect([found[0], found[2_199]].map((hits) => hits?.map(([other]) => other))).toEqual([
      [1, 2, 3],
      [0, 1, 2],
    ])
  })

  it('finds nearly all of them, with exact distances, through USearch', async () => {
    const vectors = clusteredVectors(2_000)
    const approximate = await cosineNeighbours(vectors, DIMENSION, 10, { exactLimitRows: 0 })
    const found = listNeighbours(approximate)
    let hits = 0
    for (let row = 0; row < 2_000; row += 20) {
      const expected = new Map(bruteForce(vectors, row, 10))
      for (const [other, distance] of found[row] ?? []) {
        expect(other).not.toBe(row)
        if (!expected.has(other)) continue
        hits += 1
        expect(distance).toBeCloseTo(expected.get(other) ?? 0, 5)
      }
    }
    expect(hits / 1_000).toBeGreaterThan(0.99)
    expect(await cosineNeighbours(vectors, DIMENSION, 10, { exactLimitRows: 0, cores: 2 })).toEqual(
      approximate,
    )
  })

  it.each([15_000, 0])(
    'gives rows with NaN or of zero length no neighbours (exact up to %s rows)',
    async (limit) => {
      const vectors = clusteredVectors(40)
      vectors[3 * DIMENSION + 5] = Number.NaN
      vectors.fill(0, 7 * DIMENSION, 8 * DIMENSION)
      const found = listNeighbours(await cosineNeighbours(vectors, DIMENSION, 39, { exactLimitRows: limit }))
      expect(found[3]).toEqual([])
      expect(found[7]).toEqual([])
      expect(found[0]).toHaveLength(37)
      expect(found.flat().some(([row]) => row === 3 || row === 7)).toBe(false)
    },
  )

  it.each([15_000, 0])('orders equal rows by their number (exact up to %s rows)', async (limit) => {
    const vectors = new Float32Array(6 * DIMENSION)
    for (let row = 0; row < 6; row += 1) vectors[row * DIMENSION] = 1
    const found = listNeighbours(await cosineNeighbours(vectors, DIMENSION, 3, { exactLimitRows: limit }))
    expect(found[4]).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ])
  })

  it('finds nothing among no rows and refuses part of a row', async () => {
    expect(listNeighbours(await cosineNeighbours(new Float32Array(0), DIMENSION, 5))).toEqual([])
    await expect(cosineNeighbours(new Float32Array(10), 4, 5)).rejects.toThrow('not a multiple')
  })

  it('reports progress and stops with the reason of its signal', async () => {
    const control = new AbortController()
    const seen: number[] = []
    const work = cosineNeighbours(clusteredVectors(9_000), DIMENSION, 5, {
      signal: control.signal,
      onProgress: (done) => {
        seen.push(done)
        control.abort(new Error('enough'))
      },
    })
    await expect(work).rejects.toThrow('enough')
    expect(seen[0]).toBeGreaterThan(0)
  })
})

describe('CosineIndex', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cosine-index-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('answers from a file as it did before it was saved', async () => {
    const vectors = clusteredVectors(500)
    const path = join(folder, 'images.usearch')
    const index = await CosineIndex.build(vectors, DIMENSION)
    const { sha256, rows } = await index.save(path)
    expect(rows).toBe(500)
    const opened = await CosineIndex.open(path, { sha256, rows, dimension: DIMENSION, vectors })
    const queries = vectors.subarray(20 * DIMENSION, 23 * DIMENSION)
    const found = listNeighbours(opened.search(queries, 5))
    expect(found.map((hits) => hits[0]?.[0])).toEqual([20, 21, 22])
    expect(found).toEqual(listNeighbours(index.search(queries, 5)))
    expect(await readdir(folder)).toEqual(['images.usearch'])
  })

  it('finds nothing for a query with NaN, and no more rows than there are', async () => {
    const index = await CosineIndex.build(clusteredVectors(3), DIMENSION)
    const queries = clusteredVectors(2)
    queries[0] = Number.NaN
    expect(listNeighbours(index.search(queries, 10)).map((hits) => hits.length)).toEqual([0, 3])
  })

  it('refuses a file of which one byte changed, another count or dimension, and no file at all', async () => {
    const vectors = clusteredVectors(60)
    const path = join(folder, 'checked.usearch')
    const { sha256 } = await (await CosineIndex.build(vectors, DIMENSION)).save(path)
    const expected = { sha256, rows: 60, dimension: DIMENSION, vectors }
    const other = { ...expected, rows: 59, vectors: vectors.subarray(DIMENSION) }
    await expect(CosineIndex.open(path, other)).rejects.toThrow(IndexMismatchError)
    const halved = { ...expected, rows: 120, dimension: DIMENSION / 2 }
    await expect(CosineIndex.open(path, halved)).rejects.toThrow(`${DIMENSION / 2} dimensions`)
    const bytes = await readFile(path)
    bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 1
    await writeFile(path, bytes)
    await expect(CosineIndex.open(path, expected)).rejects.toThrow(IndexMismatchError)
    await expect(CosineIndex.open(join(folder, 'none'), expected)).rejects.toThrow(IndexMismatchError)
  })
})
