import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCatalogue } from '../electron/engine/catalogue/open-catalogue.ts'
import { createRepositories, type Repositories } from '../electron/engine/catalogue/repositories.ts'
import { groupItems, type Group } from '../electron/engine/group/group-items.ts'
import { newGroups, recutGroups } from '../electron/engine/review/recut-groups.ts'
import type { DirectVerdict } from '../electron/engine/review/direct-verdict.ts'
import { DisjointSets } from '../electron/engine/review/disjoint-sets.ts'
import { settle } from '../electron/engine/review/settle.ts'
import { randomFor } from '../electron/engine/sample/random.ts'
import { milliseconds, printTable } from './table.ts'

/** Groups against plain connected components, and what one click cuts anew. `node bench/groups.ts` */
interface Pairs {
  readonly a: number[]
  readonly b: number[]
  readonly score: number[]
}

const CHAIN = 10_000
const ITEMS = 100_000
const THRESHOLD = 0.7
const CLICKS = 50
const random = randomFor(1, 'bench groups')

chainBench()
await clickBench('in products of 2 to 6', products())
await clickBench('in chains of 10,000 look-alikes', chains())

function chainBench(): void {
  const pairs = chainPairs(1, CHAIN)
  const started = performance.now()
  const groups = groupItems({ pairs: asArrays(pairs), threshold: THRESHOLD, mustLink: [], cannotLink: [] })
  const took = performance.now() - started
  const sets = new DisjointSets()
  pairs.a.forEach((a, place) => sets.unite(a, pairs.b[place] ?? 0))
  printTable(`A chain of ${CHAIN} look-alikes, pairs from ${THRESHOLD}`, [
    ['connected components: largest group', String(sets.size(1))],
    ['Doublet: largest group', String(Math.max(...groups.map(({ members }) => members.length)))],
    ['Doublet: groups', String(groups.length)],
    ['lowest score of a member with its representative', lowest(groups).toFixed(3)],
    ['time', milliseconds(took)],
  ])
}

function lowest(groups: readonly Group[]): number {
  return groups.reduce((least, { scores }) => Math.min(least, ...scores), 1)
}

/** Each item resembles the ten after it, less and less. */
function chainPairs(from: number, length: number): Pairs {
  const pairs: Pairs = { a: [], b: [], score: [] }
  for (let item = from; item < from + length; item += 1)
    for (let step = 1; step <= 10 && item + step < from + length; step += 1) {
      pairs.a.push(item)
      pairs.b.push(item + step)
      pairs.score.push(1 - step / 33)
    }
  return pairs
}

function chains(): Pairs {
  const pairs: Pairs = { a: [], b: [], score: [] }
  for (let from = 1; from <= ITEMS; from += CHAIN) append(pairs, chainPairs(from, CHAIN))
  return pairs
}

/** Products of 2 to 6 listings, and near misses between neighbours, some of them above the threshold. */
function products(): Pairs {
  const pairs: Pairs = { a: [], b: [], score: [] }
  for (let item = 1; item < ITEMS;) {
    const size = Math.min(random.integer(2, 6), ITEMS - item + 1)
    for (let a = item; a < item + size; a += 1) {
      for (let b = a + 1; b < item + size; b += 1)
        append(pairs, { a: [a], b: [b], score: [random.between(0.6, 1)] })
      if (item + size <= ITEMS)
        append(pairs, { a: [a], b: [item + size], score: [random.between(0.02, 0.8)] })
    }
    item += size
  }
  return pairs
}

function append(pairs: Pairs, more: Pairs): void {
  more.score.forEach((score, place) => {
    pairs.a.push(more.a[place] ?? 0)
    pairs.b.push(more.b[place] ?? 0)
    pairs.score.push(score)
  })
}

function asArrays({ a, b, score }: Pairs): { a: Uint32Array; b: Uint32Array; score: Float32Array } {
  return { a: Uint32Array.from(a), b: Uint32Array.from(b), score: Float32Array.from(score) }
}

async function clickBench(name: string, pairs: Pairs): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'doublet-bench-groups-'))
  const catalogue = await openCatalogue(join(folder, 'A.doublet'), { mode: 'create', program: 'a benchmark' })
  const repositories = createRepositories(catalogue.db)
  const run = fill(repositories, pairs)
  const verdicts: DirectVerdict[] = []
  const times: number[] = []
  for (let click = 1; click <= CLICKS; click += 1) {
    const place = random.integer(0, pairs.a.length - 1)
    const [itemA, itemB] = [pairs.a[place] ?? 0, pairs.b[place] ?? 0]
    verdicts.push({
      eventId: click,
      actionId: click,
      itemA,
      itemB,
      relation: click % 2 === 0 ? 'same-product' : 'different',
      variantAxis: null,
      reviewer: 'bench',
      at: '',
    })
    const started = performance.now()
    recutGroups(repositories, run, [itemA, itemB], settle(verdicts))
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  printTable(`One click, ${ITEMS} items ${name}, ${pairs.a.length} pairs`, [
    ['median', milliseconds(times[Math.floor(CLICKS / 2)] ?? 0)],
    ['95th percentile', milliseconds(times[Math.floor(CLICKS * 0.95)] ?? 0)],
    ['most', milliseconds(times.at(-1) ?? 0)],
  ])
  catalogue.close()
  rmSync(folder, { recursive: true, force: true })
}

function fill(repositories: Repositories, pairs: Pairs) {
  const nothing = {
    description: null,
    category: null,
    brand: null,
    price: null,
    code: null,
    labelGroup: null,
  }
  const source = repositories.sources.save({ folder: '/bench' }, '2026-01-01T00:00:00.000Z')
  repositories.transaction(() => {
    for (let line = 1; line <= ITEMS; line += 1)
      repositories.items.save(
        source.id,
        1,
        { ...nothing, externalId: `id-${line}`, title: `item ${line}`, attributes: [], line },
        [],
      )
  })
  const facts = { threshold: THRESHOLD, scorerVersion: 'bench', lastActionId: 0, distanceScale: 1 }
  const id = repositories.runs.add(facts, '2026-01-01T00:00:00.000Z')
  const groups = groupItems({ pairs: asArrays(pairs), threshold: THRESHOLD, mustLink: [], cannotLink: [] })
  const rows = pairs.score.map((score, place) => ({
    itemA: pairs.a[place] ?? 0,
    itemB: pairs.b[place] ?? 0,
    score,
    evidence: '[]',
  }))
  repositories.transaction(() => {
    repositories.pairs.addAll(id, rows)
    repositories.groups.addAll(id, newGroups(groups, repositories, settle([])))
  })
  return { id, ...facts }
}
