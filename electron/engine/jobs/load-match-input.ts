import type { Repositories } from '../catalogue/repositories.ts'
import type { MatchableItem } from '../catalogue/item-repository.ts'
import type { Views } from '../catalogue/view-repository.ts'
import { type DistanceMarks, distanceScale, unrelatedDistance } from '../match/scorer/distance-scale.ts'
import type { MatchInput } from '../match/match-input.ts'
import { loadMeanings } from '../review/settlement/load-meanings.ts'
import { usableRows } from '../vector-index/usable-rows.ts'

/** A catalogue's present items and their pictures, numbered densely as matching wants them. */
export interface LoadedMatchInput {
  readonly input: MatchInput
  readonly items: readonly MatchableItem[]
  /** Item id of each dense item number. */
  readonly itemIds: Uint32Array
  /** Picture id of each dense picture number; several may be parts of one picture. */
  readonly pictureIds: Uint32Array
  /** What the pictures' labels mean: label n is the name at n - 1. */
  readonly labelNames: readonly string[]
}

/** The space that pictures are compared in, and what its distances are worth. */
export interface PictureSpace {
  readonly id: number
  readonly dimension: number
  readonly sameUpTo: number | null
}

/** @param reference what the distances of the scorer's own encoder are worth; null leaves distances as they are */
export function loadMatchInput(
  repositories: Repositories,
  space: PictureSpace,
  reference: DistanceMarks | null,
): LoadedMatchInput {
  const items = repositories.items.findMatchable()
  const itemIds = Uint32Array.from(items, (item) => item.id)
  const views = repositories.views.loadAll(space.id, space.dimension)
  const { pictureIds, phashes, vectors, labels } = views
  return {
    input: {
      items,
      pictures: {
        count: pictureIds.length,
        phashes,
        embeddings: vectors,
        dimension: space.dimension,
        labels,
        absent: Uint8Array.from(pictureIds, (pictureId) => (pictureId === 0 ? 1 : 0)),
        distanceScale: reference === null ? 1 : scaleOf(views, space, reference),
      },
      picturesOfItem: viewsOfItems(repositories, space.id, items, views),
      meanings: loadMeanings(repositories, itemIds),
    },
    items,
    itemIds,
    pictureIds,
    labelNames: views.labelNames,
  }
}

function scaleOf(
  { vectors }: Views,
  { dimension, sameUpTo }: PictureSpace,
  reference: DistanceMarks,
): number {
  // Looked for only where the encoder's makers say nothing: it takes a pass over all vectors.
  const isTold = (sameUpTo ?? 0) > 0 && reference.sameUpTo !== null
  const unrelated = isTold
    ? null
    : unrelatedDistance(vectors, dimension, Array.from(usableRows(vectors, dimension)))
  return distanceScale({ sameUpTo, unrelated }, reference)
}

function viewsOfItems(
  repositories: Repositories,
  spaceId: number,
  items: readonly MatchableItem[],
  { pictureIds, regionIds }: Views,
): MatchInput['picturesOfItem'] {
  const key = (pictureId: number, regionId: number): string => `${pictureId} ${regionId}`
  const numberOfView = new Map(
    Array.from(pictureIds, (pictureId, view) => [key(pictureId, regionIds[view] ?? 0), view]),
  )
  const numberOfItem = new Map(items.map((item, n) => [item.id, n]))
  const pairs = repositories.views.findOfPresentItems(spaceId).flatMap(({ itemId, pictureId, regionId }) => {
    const item = numberOfItem.get(itemId)
    const view = numberOfView.get(key(pictureId, regionId))
    return item === undefined || view === undefined ? [] : [{ item, view }]
  })
  const offsets = new Uint32Array(items.length + 1)
  for (const { item } of pairs) offsets[item + 1] = (offsets[item + 1] ?? 0) + 1
  for (let item = 0; item < items.length; item += 1)
    offsets[item + 1] = (offsets[item + 1] ?? 0) + (offsets[item] ?? 0)
  // The rows come in item order, so that they are the compressed rows as they are.
  return { offsets, pictures: Uint32Array.from(pairs, ({ view }) => view) }
}
