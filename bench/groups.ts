import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { EngineClient } from '../electron/contract/index.ts'
import type { NewAction } from '../electron/engine/catalogue/action-repository.ts'
import { openCatalogue } from '../electron/engine/catalogue/open-catalogue.ts'
import { createRepositories, type Repositories } from '../electron/engine/catalogue/repositories.ts'
import { groupItems, type Group } from '../electron/engine/group/group-items.ts'
import { createEngine } from '../electron/engine/create-engine.ts'
import { DisjointSets } from '../electron/engine/review/settlement/disjoint-sets.ts'
import { groupingConstraints } from '../electron/engine/review/settlement/grouping-constraints.ts'
import { newGroups } from '../electron/engine/review/settlement/recut-groups.ts'
import { VerdictLedger } from '../electron/engine/review/settlement/verdict-ledger.ts'
import { randomFor } from '../electron/engine/sample/random.ts'
import { measured } from './measured.ts'
import { percentiles } from './percentiles.ts'
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
const CLICKS = 300
const EARLIER_VERDICTS = 20_000
/** Of a pair whose pictures lie 0.2 apart, and nothing else is known. */
const EVIDENCE = JSON.stringify([null, null, 0.2, null, null, null, null, null, null, null, null, null])
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

/** What a curator waits for after a key, with everything on disk when it is answered. */
async function clickBench(name: string, pairs: Pairs): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'doublet-bench-groups-'))
  const path = join(folder, 'A.doublet')
  const catalogue = await openCatalogue(path, { mode: 'create', program: 'a benchmark' })
  fill(createRepositories(catalogue.db), pairs)
  catalogue.close()
  const engine = createEngine({
    host: 'headless',
    dataFolder: join(folder, 'data'),
    allowedRoots: null,
    reviewer: 'bench',
    cores: 1,
  })
  const client: EngineClient = createRouterClient(engine.router)
  const opened = await measured(() => client.catalogue.open({ path }))
  const times = await clicks(client, pairs)
  printTable(
    `Clicks, ${ITEMS} items ${name}, ${pairs.a.length} pairs, ${EARLIER_VERDICTS} earlier verdicts`,
    [
      ['opening the catalogue', milliseconds(opened.ms)],
      ...[...times].map(([what, each]): [string, string] => [what, percentiles(each)]),
    ],
  )
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
}

async function clicks(client: EngineClient, pairs: Pairs): Promise<Map<string, number[]>> {
  const { review, groups, queue } = client
  const times = new Map<string, number[]>()
  const time = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    times.set(what, [...(times.get(what) ?? []), (await measured(work)).ms])
  }
  const shown: { groupId: number; shown: number[] }[] = []
  for (let click = 1; click <= CLICKS; click += 1) {
    const place = random.integer(0, pairs.a.length - 1)
    const [itemA, itemB] = [pairs.a[place] ?? 0, pairs.b[place] ?? 0]
    const relation = click % 2 === 0 ? 'same-product' : 'different'
    const verdicts = [{ itemA, itemB, relation }]
    await time('record', () => review.record({ groupId: itemA, shown: [itemA, itemB], verdicts }))
    if (click % 4 === 0) await time('undo', () => review.undo())
    const [next] = await queue.next({ filter: { state: 'open' }, limit: 1 })
    if (next === undefined) continue
    const { groupId, members } = next
    const target = { groupId, shown: members }
    await time('the next case', () => groups.case({ groupId, members }))
    if (click % 3 === 0) await time('confirm all', () => review.confirm(target))
    else if (click % 3 === 1)
      await time('split in two', () => review.split({ ...target, part: members.slice(1) }))
    else await time('skip', () => review.skip(target))
    await time('note', () => review.note({ ...target, text: 'a note' }))
    shown.push(target)
  }
  for (const { groupId, shown: members } of shown)
    await time('a case with a history', () => groups.case({ groupId, members }))
  for (let page = 0; page < 20; page += 1) {
    await time('the queue', () => queue.next({}))
    await time('groups with a note, a page', () => groups.list({ filter: { noted: true }, sort: 'value' }))
    await time('groups by value, a page', () => groups.list({ sort: 'value', offset: 60 * page }))
    await time('the catalogue’s counts', () => client.catalogue.current())
  }
  return times
}

function fill(repositories: Repositories, pairs: Pairs): void {
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
  const rows = pairs.score.map((score, place) => ({
    itemA: pairs.a[place] ?? 0,
    itemB: pairs.b[place] ?? 0,
    score,
    evidence: EVIDENCE,
  }))
  repositories.transaction(() => {
    repositories.pairs.addAll(id, rows)
    for (let said = 0; said < EARLIER_VERDICTS; said += 1) repositories.actions.append(earlierAction(pairs))
    const ledger = new VerdictLedger(repositories.actions)
    const items = new Set(Array.from({ length: ITEMS }, (_, item) => item + 1))
    const groups = groupItems({
      pairs: asArrays(pairs),
      threshold: THRESHOLD,
      ...groupingConstraints(ledger.settlement, items),
    })
    repositories.groups.addAll(id, newGroups(groups, repositories, ledger))
    repositories.settings.set('current-run', String(id))
    repositories.settings.set('threshold', String(THRESHOLD))
  })
}

/** What a curator said of a pair at some time: of most of the likely ones that they are the same. */
function earlierAction(pairs: Pairs): NewAction {
  const place = random.integer(0, pairs.a.length - 1)
  const [itemA, itemB] = [pairs.a[place] ?? 0, pairs.b[place] ?? 0]
  const isSame = random.chance(pairs.score[place] ?? 0)
  const relation = isSame ? 'same-product' : 'different'
  return {
    kind: 'verdict',
    targetActionId: null,
    groupId: itemA,
    shown: [itemA, itemB],
    note: '',
    reviewer: 'bench',
    at: '2026-01-01T00:00:00.000Z',
    words: '',
    verdicts: [{ itemA, itemB, relation, variantAxis: null }],
  }
}
