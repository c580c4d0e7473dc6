import type { MappedItem } from '../../contract/map.ts'
import { currentRun } from '../catalogue/current-run.ts'
import type { Repositories } from '../catalogue/repositories.ts'

/** What some points of the map are, in the order asked for; what is gone since is left out. */
export function describePoints(
  points: readonly { readonly itemId: number; readonly pictureId: number }[],
  repositories: Repositories,
): MappedItem[] {
  const { items, pictures, groups } = repositories
  const ids = [...new Set(points.map(({ itemId }) => itemId))]
  const found = new Map(items.findByIds(ids).map((item) => [item.id, item]))
  const hashes = pictures.hashesOf([...new Set(points.map(({ pictureId }) => pictureId))])
  const categories = items.findCategories(ids)
  const runId = currentRun(repositories)?.id ?? 0
  const groupOf = groups.findSizesOfItems(runId, ids)
  return points.flatMap(({ itemId, pictureId }) => {
    const item = found.get(itemId)
    if (item === undefined) return []
    const groupId = groupOf.get(itemId)?.representative ?? null
    return {
      itemId,
      pictureId,
      externalId: item.externalId,
      title: item.title,
      category: categories.get(itemId) ?? null,
      sha256: hashes.get(pictureId) ?? null,
      groupId,
      state: groupId === null ? null : (groups.find(runId, groupId)?.state ?? null),
    }
  })
}
