import { createRouterClient } from '@orpc/server'
import type { EngineClient } from '../electron/contract/index.ts'
import { currentRun } from '../electron/engine/catalogue/current-run.ts'
import { openCatalogue } from '../electron/engine/catalogue/open-catalogue.ts'
import type { CatalogueDatabase } from '../electron/engine/catalogue/open-database.ts'
import type { StoredPair } from '../electron/engine/catalogue/pair-repository.ts'
import { createRepositories, type Repositories } from '../electron/engine/catalogue/repositories.ts'
import { createEngine } from '../electron/engine/create-engine.ts'
import { groupItems } from '../electron/engine/group/group-items.ts'
import { newGroups } from '../electron/engine/review/settlement/recut-groups.ts'
import { VerdictLedger } from '../electron/engine/review/settlement/verdict-ledger.ts'

/** As many as a group may have. */
const LARGEST_FAMILY = 50

interface Place {
  /** Folder of the new catalogue. */
  readonly path: string
  readonly dataFolder: string
}

/**
 * A catalogue as large as asked for: the sample is imported and matched by the engine, and then its listings, with their
 * evidence and their pictures, are repeated until there are enough. Matching so many would take minutes and say nothing
 * of reviewing them.
 * @returns how many items and pairs there are
 */
export async function makeLargeCatalogue(
  place: Place,
  items: number,
): Promise<{ items: number; pairs: number; groups: number }> {
  await makeSample(place)
  const catalogue = await openCatalogue(place.path, { mode: 'must-exist', program: 'a benchmark' })
  try {
    return repeatSample(catalogue.db, createRepositories(catalogue.db), items)
  } finally {
    catalogue.close()
  }
}

async function makeSample({ path, dataFolder }: Place): Promise<void> {
  const engine = createEngine({ host: 'headless', dataFolder, allowedRoots: null, reviewer: 'bench' })
  const client = createRouterClient(engine.router)
  await client.catalogue.create({ path })
  await untilMatched(client)
  await engine.close()
}

async function untilMatched(client: EngineClient): Promise<void> {
  const stop = new AbortController()
  const events = await client.jobs.watch(undefined, { signal: stop.signal })
  await client.sources.importSample()
  for await (const event of events) {
    if (event.type !== 'job') continue
    if (event.job.status === 'failed')
      throw new Error(event.job.error?.words ?? 'The sample could not be made')
    if (event.job.kind === 'match' && event.job.status === 'done') break
  }
  stop.abort()
}

function repeatSample(
  db: CatalogueDatabase,
  repositories: Repositories,
  items: number,
): { items: number; pairs: number; groups: number } {
  const run = currentRun(repositories)
  if (run === null) throw new Error('Expected a match of the sample but found none')
  const size = repositories.items.countPresent()
  const samplePairs = [...repositories.pairs.iterate(run.id)]
  const copies = Math.ceil(items / size) - 1
  const copied: StoredPair[] = []
  for (let copy = 1; copy <= copies; copy += 1) {
    repositories.transaction(() => {
      copyItems(db, repositories, size, copy)
      const pairs = samplePairs.map((pair) => shifted(pair, copy * size))
      repositories.pairs.addAll(run.id, pairs)
      copied.push(...pairs)
    })
  }
  const family = familyOf(samplePairs, run.threshold, size, copies)
  repositories.pairs.addAll(run.id, family)
  copied.push(...family)
  const groups = groupItems({
    pairs: {
      a: Uint32Array.from(copied, (pair) => pair.itemA),
      b: Uint32Array.from(copied, (pair) => pair.itemB),
      score: Float32Array.from(copied, (pair) => pair.score),
    },
    threshold: run.threshold,
    mustLink: [],
    cannotLink: [],
  })
  repositories.transaction(() => {
    repositories.groups.addAll(
      run.id,
      newGroups(groups, repositories, new VerdictLedger(repositories.actions)),
    )
  })
  const states = Object.values(repositories.groups.countByState(run.id))
  return {
    items: (copies + 1) * size,
    pairs: copied.length + samplePairs.length,
    groups: states.reduce((sum, count) => sum + count, 0),
  }
}

/** A product of fifty listings, each like every other: copies of one listing of the sample that is like no other. */
function familyOf(
  samplePairs: readonly StoredPair[],
  threshold: number,
  size: number,
  copies: number,
): StoredPair[] {
  const strong = samplePairs.filter(({ score }) => score >= threshold)
  const paired = new Set(strong.flatMap(({ itemA, itemB }) => [itemA, itemB]))
  const [like] = strong
  const loner = Array.from({ length: size }, (_, n) => n + 1).find((id) => !paired.has(id))
  if (like === undefined || loner === undefined) throw new Error('Expected a sample with pairs and singles')
  const members = Array.from({ length: Math.min(LARGEST_FAMILY, copies) }, (_, n) => (n + 1) * size + loner)
  return members.flatMap((itemA, place) =>
    members.slice(place + 1).map((itemB): StoredPair => ({ ...like, itemA, itemB })),
  )
}

/** The sample's items have the ids from 1 on, so that a copy's ids are theirs and a multiple of their number. */
function copyItems(db: CatalogueDatabase, repositories: Repositories, size: number, copy: number): void {
  const files = db.prepare<[number], { fileId: number }>(
    'SELECT file_id AS fileId FROM item_file WHERE item_id = ? ORDER BY position',
  )
  const ids = Array.from({ length: size }, (_, n) => n + 1)
  const source = repositories.sources.list()[0]?.id ?? 0
  for (const item of repositories.items.findByIds(ids)) {
    const { id, externalId, title, description, category, brand, price, code, labelGroup, attributes } = item
    repositories.items.save(
      source,
      1,
      {
        externalId: `${externalId}-${copy}`,
        title,
        description,
        category,
        brand,
        price,
        code,
        labelGroup,
        attributes,
        line: copy * size + id,
      },
      files.all(id).map(({ fileId }) => ({ fileId, box: null })),
    )
  }
}

function shifted(pair: StoredPair, by: number): StoredPair {
  return { ...pair, itemA: pair.itemA + by, itemB: pair.itemB + by }
}
