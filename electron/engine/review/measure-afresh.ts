import type { CatalogueSession } from '../catalogue-session.ts'
import type { ViewOfItem } from '../catalogue/view-repository.ts'
import type { MatchInput } from '../match/match-input.ts'
import { loadMeanings } from './settlement/load-meanings.ts'
import { measurePair, type PairMeasures } from '../match/evidence/measure-pair.ts'
import { prepareMatch } from '../match/prepare-match.ts'

/** Measures two items of the catalogue in every channel, from their descriptors; pictures by their id in the catalogue. */
export async function measureAfresh(
  session: CatalogueSession,
  itemA: number,
  itemB: number,
): Promise<PairMeasures> {
  const { repositories } = session
  const items = repositories.items.findByIds([itemA, itemB])
  const spaceId = Number(repositories.settings.get('current-space') ?? 0)
  const rows = repositories.views.findOfItems([itemA, itemB], spaceId)
  const keys = [...new Set(rows.map(viewKey))]
  const views = keys.flatMap((key) => rows.find((row) => viewKey(row) === key) ?? [])
  const dimension = repositories.spaces.findById(spaceId)?.dimension ?? 1
  const phashes = new Uint8Array(views.length * 8)
  const embeddings = new Float32Array(views.length * dimension).fill(Number.NaN)
  views.forEach(({ phash, vector }, place) => {
    phashes.set(phash, place * 8)
    if (vector !== null) new Uint8Array(embeddings.buffer).set(vector, place * dimension * 4)
  })
  const labelNames = [...new Set(views.flatMap(({ label }) => label ?? []))]
  const labels = Uint16Array.from(views, ({ label }) => (label === null ? 0 : labelNames.indexOf(label) + 1))
  const picturesOf = (item: number): number[] =>
    rows.filter((row) => row.itemId === item).map((row) => keys.indexOf(viewKey(row)))
  const [picturesA, picturesB] = [picturesOf(itemA), picturesOf(itemB)]
  const input: MatchInput = {
    items,
    pictures: {
      count: views.length,
      phashes,
      embeddings,
      dimension,
      labels,
      absent: Uint8Array.from(views, ({ pictureId }) => (pictureId === 0 ? 1 : 0)),
      distanceScale: session.run?.distanceScale ?? 1,
    },
    meanings: loadMeanings(repositories, Uint32Array.of(itemA, itemB)),
    picturesOfItem: {
      offsets: Uint32Array.of(0, picturesA.length, picturesA.length + picturesB.length),
      pictures: Uint32Array.of(...picturesA, ...picturesB),
    },
  }
  const prepared = await prepareMatch(input, { titleModel: await session.titleModel() })
  const measures = measurePair(input, prepared, 0, 1)
  const idOf = (picture: number | null): number | null =>
    picture === null ? null : (views[picture]?.pictureId ?? null)
  return { ...measures, pictureA: idOf(measures.pictureA), pictureB: idOf(measures.pictureB) }
}

function viewKey({ pictureId, regionId }: ViewOfItem): string {
  return `${pictureId} ${regionId}`
}
