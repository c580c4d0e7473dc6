import type { StoredListing } from '../catalogue/item-repository.ts'
import type { ExportColumn, ExportRow } from './export-rows.ts'
import { exportIds } from './export-ids.ts'
import type { ExportItem } from './export-item.ts'
import type { ExportGroup } from './group-rows.ts'

export const CATALOGUE_COLUMNS: readonly ExportColumn[] = [
  { name: 'id', type: 'STRING', nullable: false },
  { name: 'source', type: 'STRING', nullable: false },
  { name: 'group', type: 'STRING', nullable: true },
  { name: 'representative', type: 'BOOLEAN', nullable: false },
  { name: 'state', type: 'STRING', nullable: true },
  { name: 'title', type: 'STRING', nullable: true },
  { name: 'description', type: 'STRING', nullable: true },
  { name: 'brand', type: 'STRING', nullable: true },
  { name: 'category', type: 'STRING', nullable: true },
  { name: 'price', type: 'DOUBLE', nullable: true },
  { name: 'code', type: 'STRING', nullable: true },
  { name: 'label_group', type: 'STRING', nullable: true },
  { name: 'attributes', type: 'STRING', nullable: false },
  { name: 'images', type: 'STRING', nullable: false },
  { name: 'sha256', type: 'STRING', nullable: false },
]

/** No path and no hash holds a line end. */
const SEPARATOR = '\n'

/**
 * The listings that are still in their sources, in the order of their import, each with the group it is in: one row a
 * product is left where `representative` is true. A listing in no group represents itself; several pictures of one
 * listing stand on lines of their own inside their cell.
 * @param items every item of the catalogue, so that names do not depend on what is exported
 */
export function catalogueRows(
  items: readonly ExportItem[],
  present: ReadonlySet<number>,
  groups: Iterable<ExportGroup>,
  listings: ReadonlyMap<number, StoredListing>,
): ExportRow[] {
  const ids = exportIds(items)
  const groupOf = new Map<number, ExportGroup>()
  for (const group of groups) for (const { itemId } of group.members) groupOf.set(itemId, group)
  return items
    .filter(({ id }) => present.has(id))
    .toSorted((one, other) => one.id - other.id)
    .map(({ id, source, pictures }) => {
      const group = groupOf.get(id)
      const listing = listings.get(id)
      return {
        id: ids.get(id) ?? '',
        source,
        group: group === undefined ? null : (ids.get(group.id) ?? null),
        representative: group === undefined || group.id === id,
        state: group?.state ?? null,
        title: listing?.title ?? null,
        description: listing?.description ?? null,
        brand: listing?.brand ?? null,
        category: listing?.category ?? null,
        price: listing?.price ?? null,
        code: listing?.code ?? null,
        label_group: listing?.labelGroup ?? null,
        attributes: listing?.attributes ?? '{}',
        images: pictures.map((picture) => picture.path).join(SEPARATOR),
        sha256: pictures.map((picture) => picture.sha256).join(SEPARATOR),
      }
    })
}
