import type { CatalogueSession } from '../catalogue-session.ts'
import type { MatchInput } from '../match/match-input.ts'
import { measurePair, type PairMeasures } from '../match/measure-pair.ts'
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
  const rows = repositories.pictures.findDescriptorsOfItems([itemA, itemB], spaceId)
  const pictureIds = [...new Set(rows.map((row) => row.pictureId))]
  const dimension = (rows[0]?.vector.byteLength ?? 0) / Float32Array.BYTES_PER_ELEMENT
  const phashes = new Uint8Array(pictureIds.length * 8)
  const embeddings = new Float32Array(pictureIds.length * dimension)
  for (const { pictureId, phash, vector } of rows) {
    const place = pictureIds.indexOf(pictureId)
    phashes.set(phash, place * 8)
    new Uint8Array(embeddings.buffer).set(vector, place * vector.byteLength)
  }
  const picturesOf = (item: number): number[] =>
    rows.filter((row) => row.itemId === item).map((row) => pictureIds.indexOf(row.pictureId))
  const [picturesA, picturesB] = [picturesOf(itemA), picturesOf(itemB)]
  const input: MatchInput = {
    items,
    pictures: { count: pictureIds.length, phashes, embeddings, dimension: Math.max(1, dimension) },
    picturesOfItem: {
      offsets: Uint32Array.of(0, picturesA.length, picturesA.length + picturesB.length),
      pictures: Uint32Array.of(...picturesA, ...picturesB),
    },
  }
  const prepared = await prepareMatch(input, { titleModel: await session.titleModel() })
  const measures = measurePair(input, prepared, 0, 1)
  const idOf = (picture: number | null): number | null =>
    picture === null ? null : (pictureIds[picture] ?? null)
  return { ...measures, pictureA: idOf(measures.pictureA), pictureB: idOf(measures.pictureB) }
}
