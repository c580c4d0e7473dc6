import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { currentRun } from '../catalogue/current-run.ts'
import { SPACE_SETTING } from '../catalogue/current-spaces.ts'
import type { Catalogue } from '../catalogue/open-catalogue.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import type { StoredSpace } from '../catalogue/space-repository.ts'
import { loadMatchInput, type LoadedMatchInput } from '../jobs/load-match-input.ts'
import type { MatchInput } from '../match/match-input.ts'
import type { Scorer } from '../match/scorer/scorer.ts'
import { readShippedScorer } from '../match/scorer/shipped-scorer.ts'
import { scorerOfVersion } from '../review/scorer-versions.ts'
import { CosineIndex } from '../vector-index/cosine-index.ts'
import { IndexMismatchError } from '../vector-index/index-mismatch-error.ts'
import { usableRows } from '../vector-index/usable-rows.ts'
import { ItemFilter } from './item-filter.ts'
import type { ItemsOfViews } from './nearest-views.ts'

/** A catalogue as searching sees it: what is compared, held in memory, with the index that the last match left. */
export interface SearchData {
  /** What it was loaded from, as searchState says it. */
  readonly state: string
  readonly loaded: LoadedMatchInput
  readonly itemsOfViews: ItemsOfViews
  /** The space that pictures are compared in; null before anything was described. */
  readonly pictureSpace: StoredSpace | null
  /** Views with a vector. */
  readonly searchable: number
  /** null: none was built yet, or pictures have come since; every view is compared then. */
  readonly index: CosineIndex | null
  readonly textSpace: StoredSpace | null
  readonly filter: ItemFilter
  readonly run: MatchRun | null
  /** The scorer of the run that counts: what a channel contributes is told by it. */
  readonly scorer: Scorer
}

/** Changes with every match, and when other spaces come into use; not when groups are merely cut anew. */
export function searchState({ settings }: Pick<Repositories, 'settings'>): string {
  return JSON.stringify([
    settings.get('current-run'),
    settings.get(SPACE_SETTING.pictures),
    settings.get(SPACE_SETTING.titles),
  ])
}

export async function loadSearchData(catalogue: Catalogue, repositories: Repositories): Promise<SearchData> {
  const { settings, spaces } = repositories
  const state = searchState(repositories)
  const pictureSpace = spaces.findById(Number(settings.get(SPACE_SETTING.pictures) ?? 0))
  const run = currentRun(repositories)
  const loaded = loadInput(repositories, pictureSpace, run)
  const { embeddings, dimension } = loaded.input.pictures
  return {
    state,
    loaded,
    itemsOfViews: itemsOfViews(loaded.input),
    pictureSpace,
    searchable: embeddings === null ? 0 : usableRows(embeddings, dimension).length,
    index:
      pictureSpace === null ? null : await openIndex(loaded.input, pictureSpace.id, catalogue, repositories),
    textSpace: spaces.findById(Number(settings.get(SPACE_SETTING.titles) ?? 0)),
    filter: new ItemFilter(loaded.items, repositories.search.attributes()),
    run,
    scorer: scorerOfVersion(repositories, run?.scorerVersion ?? null, await readShippedScorer()),
  }
}

/** Distances are read on the scale that the run that counts has found, so that they say the same as in review. */
function loadInput(
  repositories: Repositories,
  space: StoredSpace | null,
  run: MatchRun | null,
): LoadedMatchInput {
  const loaded = loadMatchInput(
    repositories,
    { id: space?.id ?? 0, dimension: space?.dimension ?? 1, sameUpTo: null },
    null,
  )
  const { input } = loaded
  return {
    ...loaded,
    input: { ...input, pictures: { ...input.pictures, distanceScale: run?.distanceScale ?? 1 } },
  }
}

function itemsOfViews({ pictures, picturesOfItem }: MatchInput): ItemsOfViews {
  const offsets = new Uint32Array(pictures.count + 1)
  for (const view of picturesOfItem.pictures) offsets[view + 1] = (offsets[view + 1] ?? 0) + 1
  for (let view = 0; view < pictures.count; view += 1)
    offsets[view + 1] = (offsets[view + 1] ?? 0) + (offsets[view] ?? 0)
  const next = offsets.slice()
  const items = new Uint32Array(picturesOfItem.pictures.length)
  for (let item = 0; item + 1 < picturesOfItem.offsets.length; item += 1) {
    const end = picturesOfItem.offsets[item + 1] ?? 0
    for (let place = picturesOfItem.offsets[item] ?? 0; place < end; place += 1) {
      const view = picturesOfItem.pictures[place] ?? 0
      const slot = next[view] ?? 0
      items[slot] = item
      next[view] = slot + 1
    }
  }
  return { offsets, items }
}

async function openIndex(
  { pictures }: MatchInput,
  spaceId: number,
  { folder }: Catalogue,
  { vectorIndexes }: Repositories,
): Promise<CosineIndex | null> {
  const stored = vectorIndexes.find(spaceId)
  const { embeddings: vectors, dimension, count: rows } = pictures
  if (stored === null || vectors === null || stored.rows !== rows) return null
  if (!stored.vectorsSha256.equals(createHash('sha256').update(vectors).digest())) return null
  const expected = { sha256: stored.fileSha256.toString('hex'), rows, dimension, vectors }
  return CosineIndex.open(join(folder.indexes, stored.file), expected).catch((error: unknown) => {
    if (error instanceof IndexMismatchError) return null
    throw error
  })
}
