import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EngineFixture } from '../engine-fixture.ts'
import { fitToSquare } from './fit-to-square.ts'
import { PlaceBeside } from './place-beside.ts'
import { projectPoints } from './project-points.ts'
import { randomFor } from '../sample/random.ts'

const DIMENSION = 16
const CLUSTERS = 5
const EACH = 40

/** Unit vectors in clusters, row by row: cluster n has the rows n * EACH and up. */
function clusters(seed: number): Float32Array {
  const random = randomFor(seed, 'clusters')
  const vectors = new Float32Array(CLUSTERS * EACH * DIMENSION)
  for (let row = 0; row < CLUSTERS * EACH; row += 1) {
    const values = Array.from(
      { length: DIMENSION },
      (_, d) => (d === Math.floor(row / EACH) ? 1 : 0) + random.between(-0.08, 0.08),
    )
    const length = Math.hypot(...values)
    vectors.set(
      values.map((value) => value / length),
      row * DIMENSION,
    )
  }
  return vectors
}

const project = (vectors: Float32Array, seed = 1): Promise<Float64Array> =>
  projectPoints(vectors, DIMENSION, {
    seed,
    cores: 1,
    signal: new AbortController().signal,
    onStep: async () => {},
  })

/** Share of rows whose nearest on the map is of their own cluster. */
function kept(places: Float64Array): number {
  const rows = places.length / 2
  const at = (row: number): [number, number] => [places[row * 2] ?? 0, places[row * 2 + 1] ?? 0]
  let hits = 0
  for (let row = 0; row < rows; row += 1) {
    let [best, nearest] = [-1, Infinity]
    for (let other = 0; other < rows; other += 1) {
      const distance = Math.hypot(at(row)[0] - at(other)[0], at(row)[1] - at(other)[1])
      if (other !== row && distance < nearest) [best, nearest] = [other, distance]
    }
    if (Math.floor(best / EACH) === Math.floor(row / EACH)) hits += 1
  }
  return hits / rows
}

describe('projectPoints', () => {
  it('keeps together what is alike, the same way each time', async () => {
    const vectors = clusters(1)
    const places = await project(vectors)
    expect(kept(places)).toBeGreaterThan(0.98)
    expect(await project(vectors)).toEqual(places)
    expect(await project(vectors, 2)).not.toEqual(places)
  })

  it('places even the fewest, and equal ones', async () => {
    for (const rows of [1, 2, 5, 15]) {
      const places = fitToSquare(await project(clusters(1).subarray(0, rows * DIMENSION)))
      expect(places).toHaveLength(rows * 2)
      expect(places.every((value) => Math.abs(value) <= 1)).toBe(true)
    }
    const equal = new Float32Array(30 * DIMENSION)
    for (let row = 0; row < 30; row += 1) equal[row * DIMENSION] = 1
    expect((await project(equal)).every(Number.isFinite)).toBe(true)
  })

  it('ends when it is cancelled', async () => {
    const stop = new Error('stopped')
    const cancelled = projectPoints(clusters(1), DIMENSION, {
      seed: 1,
      cores: 1,
      signal: new AbortController().signal,
      onStep: async (step) => {
        if (step === 3) throw stop
      },
    })
    await expect(cancelled).rejects.toBe(stop)
  })
})

describe('PlaceBeside', () => {
  it('places what is new beside what it is like, and the same exactly there', async () => {
    const vectors = clusters(1)
    const places = fitToSquare(await project(vectors))
    const beside = await PlaceBeside.of({ vectors, places }, DIMENSION, new AbortController().signal)
    const others = clusters(2)
    const names = Array.from({ length: CLUSTERS * EACH }, (_, row) => row + 1000)
    const placed = beside.place(others, names)
    expect(beside.place(others, names)).toEqual(placed)
    expect(kept(placed)).toBeGreaterThan(0.95)
    expect(beside.place(vectors.subarray(0, DIMENSION), [1])).toEqual(places.slice(0, 2))
  })
})

describe('the map of a catalogue', () => {
  let fixture: EngineFixture
  beforeAll(() => {
    fixture = new EngineFixture()
  })
  afterAll(() => fixture.end())

  const placesOf = async (): Promise<Map<string, string>> => {
    const { points } = await fixture.client.map.get()
    const [items, pictures] = [points.items, points.pictures].map(
      (bytes) => new Uint32Array(new Uint8Array(Buffer.from(bytes, 'base64')).buffer),
    )
    const places = new Float32Array(new Uint8Array(Buffer.from(points.places, 'base64')).buffer)
    return new Map(
      Array.from({ length: points.count }, (_, n) => [
        `${items?.[n]} ${pictures?.[n]}`,
        `${places[n * 2]} ${places[n * 2 + 1]}`,
      ]),
    )
  }
  const importSample = async (products: number): Promise<void> => {
    const { folder, table } = await fixture.drawSample(products)
    await fixture.finish(() => fixture.client.sources.import({ folder, table }), 'match')
  }

  it('is empty, then drawn, and takes in what is new without moving what is there', async () => {
    const { client, cataloguePath } = fixture
    await client.catalogue.create({ path: cataloguePath })
    expect(await client.map.get()).toMatchObject({
      model: null,
      drawnAt: null,
      views: 0,
      points: { count: 0 },
    })
    const nothing = await fixture.finish(() => client.map.draw({}), 'map')
    expect(nothing.notes.map(({ kind }) => kind)).toContain('nothingToMap')

    await importSample(12)
    expect(await client.map.get()).toMatchObject({ drawnAt: null, points: { count: 0 } })
    await fixture.finish(() => client.map.draw({}), 'map')
    const drawn = await client.map.get()
    expect(drawn).toMatchObject({ missing: 0, fitted: drawn.views })
    const before = await placesOf()
    expect(before.size).toBe(drawn.points.count)

    await importSample(16)
    const more = await client.map.get()
    expect(more.missing).toBeGreaterThan(0)
    const job = await fixture.finish(() => client.map.draw({}), 'map')
    expect(job.summary).toEqual({ 'pictures placed beside them': more.missing })
    const after = await placesOf()
    expect(after.size).toBeGreaterThan(before.size)
    for (const [point, place] of before) expect(after.get(point) ?? place).toBe(place)

    await fixture.finish(() => client.map.draw({ anew: true }), 'map')
    expect(await client.map.get()).toMatchObject({ missing: 0, fitted: more.views })
  })

  it('tells what its points are', async () => {
    const { client } = fixture
    const { points } = await client.map.get()
    const items = new Uint32Array(new Uint8Array(Buffer.from(points.items, 'base64')).buffer)
    const pictures = new Uint32Array(new Uint8Array(Buffer.from(points.pictures, 'base64')).buffer)
    const asked = { itemId: items[0] ?? 0, pictureId: pictures[0] ?? 0 }
    const [found, ...others] = await client.map.describe({
      points: [asked, { itemId: 999_999_999, pictureId: 1 }],
    })
    expect(others).toEqual([])
    const [item] = await client.items.get({ ids: [asked.itemId] })
    expect(found).toMatchObject({ ...asked, title: item?.title, sha256: item?.pictures[0]?.sha256 })
  })
})
