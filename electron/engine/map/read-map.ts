import type { EmbeddingMap, MapPoints } from '../../contract/map.ts'
import type { GroupState } from '../../contract/groups.ts'
import { currentRun } from '../catalogue/current-run.ts'
import { SPACE_SETTING } from '../catalogue/current-spaces.ts'
import { viewOnMap } from '../catalogue/map-repository.ts'
import type { Repositories } from '../catalogue/repositories.ts'

const STATES: Readonly<Record<GroupState, number>> = { open: 1, started: 2, confirmed: 3 }
/** Categories are sent as 16-bit numbers. */
const MOST_CATEGORIES = 65_535

/** The map of the space in use, with what each point is, as the window draws it. */
export function readMap(repositories: Repositories): EmbeddingMap {
  const space = repositories.spaces.findById(Number(repositories.settings.get(SPACE_SETTING.pictures) ?? 0))
  if (space === null)
    return { model: null, drawnAt: null, fitted: 0, views: 0, missing: 0, points: encode([], repositories) }
  const map = repositories.maps.find(space.id)
  const places = new Map(Array.from(repositories.maps.points(space.id), (point) => [point.view, point]))
  const described = repositories.maps.describedViews(space.id)
  const rows: PointRow[] = []
  const shown = new Set<number>()
  for (const { itemId, pictureId, regionId } of repositories.views.findOfPresentItems(space.id)) {
    const view = viewOnMap(pictureId, regionId)
    // Of a picture that is not there only the hash is known.
    if (pictureId === 0 || !described.has(view)) continue
    shown.add(view)
    const place = places.get(view)
    if (place !== undefined) rows.push({ itemId, pictureId, x: place.x, y: place.y })
  }
  return {
    model: space.modelId,
    drawnAt: map?.drawnAt ?? null,
    fitted: map?.fitted ?? 0,
    views: shown.size,
    missing: [...shown].filter((view) => !places.has(view)).length,
    points: encode(rows, repositories),
  }
}

interface PointRow {
  readonly itemId: number
  readonly pictureId: number
  readonly x: number
  readonly y: number
}

function encode(rows: readonly PointRow[], repositories: Repositories): MapPoints {
  const groups = groupsOfItems(repositories)
  const { categoryOf, names } = rows.length === 0 ? NO_CATEGORIES : categoriesOfItems(repositories)
  return {
    count: rows.length,
    places: base64(Float32Array.from(rows.flatMap(({ x, y }) => [x, y]))),
    items: base64(Uint32Array.from(rows, ({ itemId }) => itemId)),
    pictures: base64(Uint32Array.from(rows, ({ pictureId }) => pictureId)),
    groups: base64(Uint32Array.from(rows, ({ itemId }) => groups.get(itemId)?.representative ?? 0)),
    states: base64(
      Uint8Array.from(rows, ({ itemId }) => {
        const state = groups.get(itemId)?.state
        return state === undefined ? 0 : STATES[state]
      }),
    ),
    categories: base64(Uint16Array.from(rows, ({ itemId }) => categoryOf.get(itemId) ?? 0)),
    categoryNames: names,
  }
}

function groupsOfItems(
  repositories: Repositories,
): Map<number, { representative: number; state: GroupState }> {
  const run = currentRun(repositories)
  const members = run === null ? [] : repositories.groups.findAllMembers(run.id)
  return new Map(members.map(({ itemId, representative, state }) => [itemId, { representative, state }]))
}

const NO_CATEGORIES = { categoryOf: new Map<number, number>(), names: [] }

/** Numbered from 1, those of most items first. */
function categoriesOfItems({ items }: Repositories): { categoryOf: Map<number, number>; names: string[] } {
  const named = items
    .findMatchable()
    .flatMap(({ id, category }) => (category === null ? [] : [{ id, category }]))
  const byName = Map.groupBy(named, ({ category }) => category)
  const names = [...byName]
    .toSorted(([a, of], [b, others]) => others.length - of.length || (a < b ? -1 : 1))
    .map(([name]) => name)
    .slice(0, MOST_CATEGORIES)
  const numbers = new Map(names.map((name, place) => [name, place + 1]))
  return { categoryOf: new Map(named.map(({ id, category }) => [id, numbers.get(category) ?? 0])), names }
}

/** Little endian, as every machine that runs Doublet is. */
function base64(array: Float32Array | Uint32Array | Uint16Array | Uint8Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64')
}
