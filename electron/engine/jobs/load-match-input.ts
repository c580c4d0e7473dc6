import type { Repositories } from '../catalogue/repositories.ts'
import type { MatchableItem } from '../catalogue/item-repository.ts'
import type { MatchInput } from '../match/match-input.ts'

/** A catalogue's present items and their pictures, numbered densely as matching wants them. */
export interface LoadedMatchInput {
  readonly input: MatchInput
  readonly items: readonly MatchableItem[]
  /** Item id of each dense item number. */
  readonly itemIds: Uint32Array
  /** Picture id of each dense picture number. */
  readonly pictureIds: Uint32Array
}

export function loadMatchInput(
  repositories: Repositories,
  spaceId: number,
  dimension: number,
): LoadedMatchInput {
  const items = repositories.items.findMatchable()
  const { ids, phashes, embeddings } = repositories.pictures.loadDescriptors(spaceId, dimension)
  const numberOfPicture = new Map(Array.from(ids, (id, n) => [id, n]))
  const numberOfItem = new Map(items.map((item, n) => [item.id, n]))
  const pairs = repositories.items.findPicturesOfItems().flatMap(({ itemId, pictureId }) => {
    const item = numberOfItem.get(itemId)
    const picture = numberOfPicture.get(pictureId)
    return item === undefined || picture === undefined ? [] : [{ item, picture }]
  })
  const offsets = new Uint32Array(items.length + 1)
  for (const { item } of pairs) offsets[item + 1] = (offsets[item + 1] ?? 0) + 1
  for (let item = 0; item < items.length; item += 1)
    offsets[item + 1] = (offsets[item + 1] ?? 0) + (offsets[item] ?? 0)
  return {
    input: {
      items,
      pictures: { count: ids.length, phashes, embeddings, dimension },
      // The rows come in item order, so that they are the compressed rows as they are.
      picturesOfItem: { offsets, pictures: Uint32Array.from(pairs, ({ picture }) => picture) },
    },
    items,
    itemIds: Uint32Array.from(items, (item) => item.id),
    pictureIds: ids,
  }
}
