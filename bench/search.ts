import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { createRouterClient } from '@orpc/server'
import { stringify } from 'csv-stringify/sync'
import type { EngineClient } from '../electron/contract/index.ts'
import type { SearchInput } from '../electron/contract/search.ts'
import { openCatalogue } from '../electron/engine/catalogue/open-catalogue.ts'
import { createRepositories } from '../electron/engine/catalogue/repositories.ts'
import { createEngine } from '../electron/engine/create-engine.ts'
import type { Engine } from '../electron/engine/engine.ts'
import { renderSvg } from '../electron/engine/decode/render-svg.ts'
import { generateSample } from '../electron/engine/sample/generate-sample.ts'
import { planSample, type SampleListing } from '../electron/engine/sample/plan-sample.ts'
import { CosineIndex } from '../electron/engine/vector-index/cosine-index.ts'
import { seededRandom } from '../models/scorer/random.ts'
import { percentiles } from './percentiles.ts'
import { milliseconds, printTable } from './table.ts'

/**
 * Searching a catalogue of many items: made-up vectors of the built-in encoder's size, in clusters as listings of one
 * product are, and titles of the sample. `node bench/search.ts [--items 100000] [--searches 100]`
 */
const { values } = parseArgs({ options: { items: { type: 'string' }, searches: { type: 'string' } } })
const ITEMS = Number(values.items ?? 100_000)
const SEARCHES = Number(values.searches ?? 100)
/** Values that vectors vary in, roughly: noise in all of them would be harder than any pictures are. */
const LATENT_DIMENSION = 24
const BATCH = 1000

const folder = mkdtempSync(join(tmpdir(), 'doublet-bench-search-'))
const path = join(folder, 'Search.doublet')
const random = seededRandom(1)

try {
  const titles = await importItems()
  const { pictures } = await generateSample(join(folder, 'photos'), renderSvg, { products: 4 })
  console.log(`${ITEMS} items, ${pictures} photos drawn; ${cpus().length} cores, ${cpus()[0]?.model ?? ''}`)
  await addPictures()
  await search(titles)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** By the engine's own import, from a table; without a match, which would take minutes. */
async function importItems(): Promise<string[]> {
  const listings: SampleListing[] = []
  for (let seed = 1; listings.length < ITEMS; seed += 1) listings.push(...planSample(seed, 2000).listings)
  const table = join(folder, 'listings.csv')
  const rows = listings.slice(0, ITEMS).map(({ title, category, brand, price }, n) => ({
    id: n,
    title,
    category,
    brand,
    price: price ?? '',
    condition: n % 3 === 0 ? 'used' : 'new',
  }))
  writeFileSync(table, stringify(rows, { header: true }))
  const { engine, client } = start('cli')
  await client.catalogue.create({ path })
  await finished(client, () => client.sources.import({ table }))
  await engine.close()
  return rows.map(({ title }) => title)
}

/** A picture an item, with a vector and no file: nothing is read of it but its row. */
async function addPictures(): Promise<void> {
  const catalogue = await openCatalogue(path, { mode: 'must-exist', program: 'bench' })
  const { db } = catalogue
  const repositories = createRepositories(db)
  const spaceId = Number(repositories.settings.get('current-space'))
  const dimension = repositories.spaces.findById(spaceId)?.dimension ?? 0
  const addPicture = db.prepare(
    "INSERT INTO picture (id, sha256, bytes, width, height, format, phash) VALUES (?, ?, 1, 640, 640, 'jpeg', ?)",
  )
  const addFile = db.prepare(
    "INSERT INTO file (id, path, size, mtime_ms, status, picture_id) VALUES (?, ?, 1, 1, 'described', ?)",
  )
  const addShown = db.prepare('INSERT INTO item_file (item_id, position, file_id) VALUES (?, 0, ?)')
  const draw = embeddings(dimension)
  for (let start = 1; start <= ITEMS; start += BATCH) {
    repositories.transaction(() => {
      for (let id = start; id < Math.min(start + BATCH, ITEMS + 1); id += 1) {
        addPicture.run(id, randomBytes(32), randomBytes(8))
        addFile.run(id, `/nowhere/${id}.jpg`, id)
        addShown.run(id, id)
        repositories.pictures.saveEmbedding(spaceId, id, draw(id))
      }
    })
  }
  const { vectors } = repositories.views.loadAll(spaceId, dimension)
  const startedAt = performance.now()
  const index = await CosineIndex.build(vectors, dimension)
  const file = `space-${spaceId}.usearch`
  const { sha256, rows } = await index.save(join(catalogue.folder.indexes, file))
  const vectorsSha256 = createHash('sha256').update(vectors).digest()
  repositories.vectorIndexes.save(spaceId, {
    file,
    rows,
    vectorsSha256,
    fileSha256: Buffer.from(sha256, 'hex'),
  })
  console.log(`index of ${rows} x ${dimension} built in ${milliseconds(performance.now() - startedAt)}`)
  catalogue.close()
}

async function search(titles: readonly string[]): Promise<void> {
  const { engine, client } = start('headless')
  await client.catalogue.open({ path })
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const startedAt = performance.now()
  const ready = await client.search.prepare()
  const rows: [string, string][] = [
    [`loading, once (indexed: ${ready.indexed ? 'yes' : 'no'})`, milliseconds(performance.now() - startedAt)],
  ]
  const photos = readdirSync(join(folder, 'photos', 'photos')).map((name) =>
    join(folder, 'photos', 'photos', name),
  )
  const item = () => 1 + Math.floor(random() * ITEMS)
  const photo = () => photos[Math.floor(random() * photos.length)] ?? ''
  const title = () => titles[Math.floor(random() * ITEMS)] ?? ''
  const word = () => title().split(' ')[0] ?? ''
  const kinds: readonly [string, () => Partial<SearchInput>][] = [
    ['a picture of the catalogue', () => ({ picture: { itemId: item() } })],
    ['a picture file', () => ({ picture: { path: photo() } })],
    [
      'a box in a picture file',
      () => ({ picture: { path: photo() }, box: { x: 20, y: 20, width: 200, height: 200 } }),
    ],
    ['one word', () => ({ text: word() })],
    ['a whole title', () => ({ text: title() })],
    ['a picture and a title', () => ({ picture: { itemId: item() }, text: title() })],
    [
      'a picture, one in three items pass',
      () => ({
        picture: { itemId: item() },
        filter: { attributes: [{ name: 'condition', value: 'used' }] },
      }),
    ],
    [
      'a picture, one in a thousand pass',
      () => ({
        picture: { itemId: item() },
        filter: { attributes: [], minimumPrice: 19, maximumPrice: 19.05 },
      }),
    ],
  ]
  for (const [name, input] of kinds) rows.push([`by ${name}`, await searchTimes(client, input)])
  rows.push(['longest wait of the answering thread', milliseconds(delay.max / 1e6)])
  printTable(`Search, top 20 with evidence, ${SEARCHES} of each, as a client waits`, rows)
  await engine.close()
}

async function searchTimes(client: EngineClient, input: () => Partial<SearchInput>): Promise<string> {
  // The first starts what is started once.
  await client.search.find(input())
  const took: number[] = []
  const cpuBefore = process.cpuUsage()
  for (let n = 0; n < SEARCHES; n += 1) {
    const given = input()
    const startedAt = performance.now()
    await client.search.find(given)
    took.push(performance.now() - startedAt)
  }
  const cpu = process.cpuUsage(cpuBefore)
  const cpuMs = (cpu.user + cpu.system) / 1000 / SEARCHES
  return `${percentiles(took)}; CPU ${milliseconds(cpuMs)} each`
}

function start(host: 'cli' | 'headless'): { engine: Engine; client: EngineClient } {
  const engine = createEngine({
    host,
    dataFolder: join(folder, 'data'),
    allowedRoots: null,
    reviewer: 'bench',
  })
  return { engine, client: createRouterClient(engine.router) }
}

async function finished(client: EngineClient, begin: () => Promise<{ readonly id: number }>): Promise<void> {
  const stop = new AbortController()
  const events = await client.jobs.watch(undefined, { signal: stop.signal })
  const { id } = await begin()
  for await (const event of events) {
    if (event.type !== 'job' || event.job.id !== id) continue
    if (event.job.status === 'failed') throw new Error(event.job.error?.words ?? 'The import failed')
    if (event.job.status === 'done') break
  }
  stop.abort()
}

/** Unit vectors that vary in fewer values than they have, four to a product. */
function embeddings(dimension: number): (id: number) => Float32Array {
  const basis = Float64Array.from({ length: LATENT_DIMENSION * dimension }, () => random() - 0.5)
  const centres = Array.from({ length: Math.ceil(ITEMS / 4) }, () =>
    Float64Array.from({ length: LATENT_DIMENSION }, () => random() - 0.5),
  )
  return (id) => {
    const centre = centres[id % centres.length] ?? new Float64Array(LATENT_DIMENSION)
    const latent = centre.map((value) => value + 0.3 * (random() - 0.5))
    const vector = Float32Array.from({ length: dimension }, (_, d) =>
      latent.reduce((sum, value, index) => sum + value * (basis[index * dimension + d] ?? 0), 0),
    )
    const length = Math.hypot(...vector)
    return vector.map((value) => value / length)
  }
}
