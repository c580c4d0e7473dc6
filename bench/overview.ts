import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { Job } from '../electron/contract/jobs.ts'
import { openCatalogue } from '../electron/engine/catalogue/open-catalogue.ts'
import { createRepositories, type Repositories } from '../electron/engine/catalogue/repositories.ts'
import { createEngine } from '../electron/engine/create-engine.ts'
import { groupItems } from '../electron/engine/group/group-items.ts'
import { newGroups } from '../electron/engine/review/settlement/recut-groups.ts'
import { VerdictLedger } from '../electron/engine/review/settlement/verdict-ledger.ts'
import { randomFor } from '../electron/engine/sample/random.ts'
import { load } from './measured.ts'
import { milliseconds, printTable } from './table.ts'

/**
 * Rules, the overview and the map on a catalogue of 100,000 items with a picture each. `node bench/overview.ts [ITEMS]`
 */
const ITEMS = Number(process.argv[2] ?? 100_000)
const DIMENSION = 128
const LATENT = 24
const THRESHOLD = 0.7
const AT = '2026-01-01T00:00:00.000Z'
const random = randomFor(1, 'bench overview')

const folder = mkdtempSync(join(tmpdir(), 'doublet-bench-overview-'))
const path = join(folder, 'A.doublet')
const pairs = await fill()
const engine = createEngine({
  host: 'headless',
  dataFolder: join(folder, 'data'),
  allowedRoots: null,
  reviewer: 'bench',
  cores: availableParallelism(),
})
const client = createRouterClient(engine.router)
const rows: [string, string][] = []
await client.catalogue.open({ path })
const rule = {
  conditions: [
    { kind: 'score-at-least' as const, value: 0.9 },
    { kind: 'same-code' as const },
    { kind: 'phash-at-most' as const, value: 6 },
  ],
  relation: 'same-product',
}
await timed('overview, its thread started', () => client.overview.get({}))
await timed('overview', () => client.overview.get({}))
const preview = await timed('preview of a rule on evidence', () => client.rules.preview(rule))
const all = { ...rule, conditions: [{ kind: 'score-at-least' as const, value: 0.8 }] }
await timed('preview of a rule on scores', () => client.rules.preview(all))
const held = watchTurns()
await timed(`applied: ${preview.toRecord} verdicts`, () => finished(() => client.rules.apply(rule)))
rows.push(['  longest turn of the answering thread, processor time', milliseconds(held())])
await timed('overview with them', () => client.overview.get({}))
const [itemA = 1, itemB = 2] = [preview.sample[0]?.a.id, preview.sample[0]?.b.id]
await timed('a verdict after that', () =>
  client.review.record({
    groupId: itemA,
    shown: [itemA, itemB],
    verdicts: [{ itemA, itemB, relation: 'related' }],
  }),
)
await client.review.undo()
const heldByUndo = watchTurns()
await timed('one undo of the rule', () => client.review.undo())
await timed('  groups cut anew after it', () => endOfNewest())
rows.push(['  longest turn of the answering thread, processor time', milliseconds(heldByUndo())])
const drawn = await timed('map drawn', () => finished(() => client.map.draw({})))
for (const note of drawn.notes) rows.push([`  ${note.words}`, ''])
const map = await timed('map read', () => client.map.get())
rows.push(['  its size', `${(JSON.stringify(map).length / 1e6).toFixed(1)} MB, ${map.points.count} points`])
rows.push(['memory', `${Math.round(process.memoryUsage().rss / 1e6)} MB`])
printTable(`${ITEMS} items, ${pairs} candidate pairs; ${load()}`, rows)
await engine.close()
rmSync(folder, { recursive: true, force: true })

async function timed<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now()
  const result = await work()
  rows.push([name, milliseconds(performance.now() - started)])
  return result
}

async function finished(start: () => Promise<Job>): Promise<Job> {
  const started = await start()
  return endOf(started.id)
}

async function endOfNewest(): Promise<Job> {
  const [newest] = await client.jobs.list()
  return endOf(newest?.id ?? 0)
}

async function endOf(id: number): Promise<Job> {
  for (;;) {
    const job = (await client.jobs.list()).find((one) => one.id === id)
    if (job !== undefined && ['done', 'failed', 'cancelled'].includes(job.status)) return job
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Starts to look how long the answering thread computes without a turn for others; call what it gives for the longest. */
function watchTurns(): () => number {
  const processorMs = (): number => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let longest = 0
  let before = processorMs()
  const timer = setInterval(() => {
    const now = processorMs()
    longest = Math.max(longest, now - before)
    before = now
  }, 1)
  return () => {
    clearInterval(timer)
    return longest
  }
}

async function fill(): Promise<number> {
  const catalogue = await openCatalogue(path, { mode: 'create', program: 'a benchmark' })
  const repositories = createRepositories(catalogue.db)
  repositories.transaction(() => fillItems(repositories))
  // Files are found by an import only: here they are written as it leaves them.
  catalogue.db.exec(`
    INSERT INTO file (id, path, size, mtime_ms, status, picture_id)
      SELECT id, '/bench/' || id || '.png', 1, 1, 'described', id FROM picture;
    INSERT INTO item_file (item_id, position, file_id) SELECT item.id, 0, item.id FROM item`)
  const count = repositories.transaction(() => fillRun(repositories))
  catalogue.close()
  return count
}

function fillItems(repositories: Repositories): void {
  const nothing = { description: null, brand: null, price: null, code: null, labelGroup: null }
  const source = repositories.sources.save({ folder: '/bench' }, AT)
  const spaceId = repositories.spaces.save({
    modelId: 'bench',
    version: '1',
    preprocessing: 'none',
    dimension: DIMENSION,
    metric: 'cosine',
  })
  repositories.settings.set('current-space', String(spaceId))
  const vectors = drawVectors()
  for (let line = 1; line <= ITEMS; line += 1) {
    const listing = { ...nothing, category: `category ${line % 40}`, title: `item ${line}`, line }
    repositories.items.save(source.id, 1, { ...listing, externalId: `id-${line}`, attributes: [] }, [])
    const sha256 = Buffer.alloc(32)
    sha256.writeUInt32BE(line)
    const phash = Buffer.alloc(8)
    const shape = { bytes: 1, width: 1, height: 1, format: 'png' }
    const picture = repositories.pictures.save({ sha256, phash, ...shape })
    repositories.pictures.saveEmbedding(
      spaceId,
      picture,
      vectors.slice((line - 1) * DIMENSION, line * DIMENSION),
    )
  }
}

/** Unit vectors that vary in fewer values than they have, in clusters as products of one kind are. */
function drawVectors(): Float32Array {
  const basis = Float64Array.from({ length: LATENT * DIMENSION }, () => random.between(-0.5, 0.5))
  const kinds = 300
  const centres = Float64Array.from({ length: kinds * LATENT }, () => random.between(-0.5, 0.5))
  const vectors = new Float32Array(ITEMS * DIMENSION)
  for (let row = 0; row < ITEMS; row += 1) {
    const kind = random.integer(0, kinds - 1) * LATENT
    const vector = new Float64Array(DIMENSION)
    for (let part = 0; part < LATENT; part += 1) {
      const value = (centres[kind + part] ?? 0) + random.between(-0.15, 0.15)
      for (let d = 0; d < DIMENSION; d += 1)
        vector[d] = (vector[d] ?? 0) + value * (basis[part * DIMENSION + d] ?? 0)
    }
    const length = Math.hypot(...vector)
    vectors.set(
      vector.map((value) => value / length),
      row * DIMENSION,
    )
  }
  return vectors
}

/** Products of 2 to 6 listings, and ten near misses for each item. */
function fillRun(repositories: Repositories): number {
  const facts = { threshold: THRESHOLD, scorerVersion: 'bench', lastActionId: 0, distanceScale: 1 }
  const runId = repositories.runs.add(facts, AT)
  const found = new Map<number, { itemA: number; itemB: number; score: number; evidence: string }>()
  const add = (itemA: number, itemB: number, score: number): void => {
    const [low, high] = itemA < itemB ? [itemA, itemB] : [itemB, itemA]
    if (low === high || high > ITEMS) return
    found.set(low * (ITEMS + 1) + high, { itemA: low, itemB: high, score, evidence: evidenceOf(score) })
  }
  for (let item = 1; item <= ITEMS;) {
    const size = random.integer(2, 6)
    for (let a = item; a < item + size; a += 1) {
      for (let b = a + 1; b < item + size; b += 1) add(a, b, random.between(0.6, 1))
      for (let near = 0; near < 5; near += 1) add(a, random.integer(1, ITEMS), random.between(0.001, 0.4))
    }
    item += size
  }
  const all = [...found.values()].toSorted((a, b) => a.itemA - b.itemA || a.itemB - b.itemB)
  repositories.pairs.addAll(runId, all)
  const groups = groupItems({
    pairs: {
      a: Uint32Array.from(all, ({ itemA }) => itemA),
      b: Uint32Array.from(all, ({ itemB }) => itemB),
      score: Float32Array.from(all, ({ score }) => score),
    },
    threshold: THRESHOLD,
    mustLink: [],
    cannotLink: [],
  })
  const ledger = new VerdictLedger(repositories.actions)
  repositories.groups.addAll(runId, newGroups(groups, repositories, ledger))
  repositories.settings.set('current-run', String(runId))
  repositories.settings.set('threshold', String(THRESHOLD))
  return all.length
}

function evidenceOf(score: number): string {
  const far = Math.round((1 - score) * 1e5) / 1e5
  return JSON.stringify([
    1,
    Math.round(far * 30),
    far,
    far,
    0,
    0,
    far,
    score > 0.8 ? 0 : 1,
    ['e', 'e', 'm', 'm', 'e', 'm'],
    0,
    1,
    2,
    far,
    null,
  ])
}
