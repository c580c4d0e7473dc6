import type { Photo } from '../../models/encoder/list-photos.ts'
import { distancesTo } from '../../electron/engine/evaluate/copies/distances-to.ts'
import { mean, Ranking } from './ranking.ts'
import type { SeenPicture } from './seen-picture.ts'
import { describeAll, type Space } from './spaces.ts'

/** A photo with what was decoded of it. */
export interface SeenPhoto {
  readonly photo: Photo
  readonly seen: SeenPicture
}

export interface RankingFigures {
  readonly queries: number
  readonly recallAt1: number
  readonly recallAt5: number
  /** Of the first thousand, which is all that these galleries have. */
  readonly meanAveragePrecision: number
}

/** Of products that training saw nothing of, and of the others. */
export interface ProductFigures {
  readonly space: string
  readonly unseen: RankingFigures
  readonly seen: RankingFigures
}

/** Photo to the shop's own picture of the product. @param spaces of the shop's pictures, in their order */
export async function measureShopPictures(
  queries: readonly SeenPhoto[],
  shop: readonly SeenPhoto[],
  spaces: readonly Space[],
): Promise<ProductFigures[]> {
  return measure(queries, shop, spaces, () => false)
}

/** Photo to another photo of the product. @param spaces of the very photos, in their order */
export async function measureOtherPhotos(
  photos: readonly SeenPhoto[],
  spaces: readonly Space[],
): Promise<ProductFigures[]> {
  return measure(photos, photos, spaces, (query, place) => query === place)
}

async function measure(
  queries: readonly SeenPhoto[],
  gallery: readonly SeenPhoto[],
  spaces: readonly Space[],
  isItself: (query: number, place: number) => boolean,
): Promise<ProductFigures[]> {
  const figures: ProductFigures[] = []
  for (const { name, describer, gallery: pictures, turn } of spaces) {
    const vectors = await describeAll(
      describer,
      queries.map(({ seen }) => seen),
    )
    const rankings = queries.map(({ photo }, query) => {
      const sibling = siblingOf(queries, query)
      const own = vectors[query] ?? new Float32Array()
      const confirmed = sibling === undefined ? undefined : vectors[sibling]
      const distances = distancesTo(
        turn(own, confirmed === undefined ? [] : [confirmed]),
        pictures,
        describer.dimension,
      )
      // Left out with and without expansion, so that the two may be compared.
      gallery.forEach((_, place) => {
        if (isItself(query, place) || (sibling !== undefined && isItself(sibling, place)))
          distances[place] = Number.NaN
      })
      return {
        photo,
        ranking: new Ranking(distances, (place) => gallery[place]?.photo.product === photo.product),
      }
    })
    const of = (isUnseen: boolean): RankingFigures =>
      figuresOf(
        rankings.filter(({ photo }) => (photo.split === 'test') === isUnseen).map(({ ranking }) => ranking),
      )
    figures.push({ space: name, unseen: of(true), seen: of(false) })
  }
  return figures
}

/** Another photo of the query's product, as a curator may have confirmed one; undefined where it is the only one. */
function siblingOf(photos: readonly SeenPhoto[], query: number): number | undefined {
  const product = photos[query]?.photo.product
  const same = photos.flatMap(({ photo }, place) => (photo.product === product ? [place] : []))
  const next = same[(same.indexOf(query) + 1) % same.length]
  return next === query ? undefined : next
}

function figuresOf(rankings: readonly Ranking[]): RankingFigures {
  const answerable = rankings.filter(({ right }) => right > 0)
  return {
    queries: answerable.length,
    recallAt1: mean(answerable.map((ranking) => ranking.hitAt(1))),
    recallAt5: mean(answerable.map((ranking) => ranking.hitAt(5))),
    meanAveragePrecision: mean(answerable.map((ranking) => ranking.averagePrecision())),
  }
}
