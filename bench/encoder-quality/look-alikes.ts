import { renderSvg } from '../../electron/engine/decode/render-svg.ts'
import { drawPhoto } from '../../electron/engine/sample/draw-photo.ts'
import { planEdit } from '../../electron/engine/sample/plan-edits.ts'
import { planProducts, type SampleProduct } from '../../electron/engine/sample/plan-products.ts'
import { randomFor } from '../../electron/engine/sample/random.ts'
import { planScene, type Photo, type Scene } from '../../electron/engine/sample/scene.ts'
import type { Describer } from './describers.ts'
import { distancesTo, viewedPictures } from '../../electron/engine/evaluate/copies/distances-to.ts'
import { areaUnderRoc } from './ranking.ts'
import { type SeenPicture, seePicture } from './seen-picture.ts'

/** Nothing is to be trained on products drawn with this seed. */
export const LOOK_ALIKE_SEED = 990_001
const PRODUCTS = 1200
const AT_ONCE = 4

export type Axis = 'colour' | 'size' | 'flavour'
const AXES: readonly Axis[] = ['colour', 'size', 'flavour']

/** A product's picture, the same product's again, and its variant's taken in the same way. */
interface Triple {
  readonly axis: Axis
  readonly anchor: SeenPicture
  /** In the anchor's scene, both through one edit. */
  readonly here: { readonly same: SeenPicture; readonly variant: SeenPicture }
  /** In another scene, the same for both. */
  readonly elsewhere: { readonly same: SeenPicture; readonly variant: SeenPicture }
}

export interface LookAlikeFigures {
  readonly describer: string
  /** Area under the ROC curve by axis, and of all together. */
  readonly copies: Readonly<Record<Axis | 'all', number>>
  readonly otherPhotos: Readonly<Record<Axis | 'all', number>>
}

/** @param pairs of a product and its variant, for each way in which they differ */
export async function drawLookAlikes(pairs: number): Promise<Triple[]> {
  const plans = planPairs(pairs)
  const triples: Triple[] = []
  const waiting = plans.entries()
  const drawWaiting = async (): Promise<void> => {
    for (const [n, plan] of waiting) triples[n] = await drawTriple(plan, n)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, drawWaiting))
  return triples
}

interface PlannedPair {
  readonly axis: Axis
  readonly product: SampleProduct
  readonly variant: SampleProduct
}

function planPairs(pairs: number): PlannedPair[] {
  const lines = Map.groupBy(planProducts(LOOK_ALIKE_SEED, PRODUCTS), ({ line }) => line)
  const all = [...lines.values()].flatMap((products) =>
    products.slice(1).map((variant): PlannedPair | null => {
      const [product = variant] = products
      const axis = axisOf(product, variant)
      return axis === null ? null : { axis, product, variant }
    }),
  )
  return AXES.flatMap((axis) => all.filter((pair) => pair?.axis === axis).slice(0, pairs)).filter(
    (pair) => pair !== null,
  )
}

/** Null where they differ in more than one way. */
function axisOf(one: SampleProduct, other: SampleProduct): Axis | null {
  const sameSize = one.measure?.amount === other.measure?.amount
  if (one.variant === other.variant) return sameSize ? null : 'size'
  if (!sameSize) return null
  // What is flavoured or scented says so on its label.
  return one.look.words === one.name ? 'colour' : 'flavour'
}

async function drawTriple({ axis, product, variant }: PlannedPair, n: number): Promise<Triple> {
  const random = randomFor(LOOK_ALIKE_SEED, `look-alike/${n}`)
  const side = random.chance(0.5) ? 1 : -1
  const view = random.pick(['front', 'front', 'angled'] as const)
  const scenes: [Scene, Scene] = [planScene(random, 'shop'), planScene(random, 'home')]
  const photoOf = ({ look }: SampleProduct, scene: Scene): Photo => ({ look, view, side, scene })
  const draw = async (photo: Photo): Promise<SeenPicture> => {
    // The same stream for both, so that the two go through the very same edit.
    const edit = planEdit('re-encoded', photo, randomFor(LOOK_ALIKE_SEED, `edit/${n}`))
    return seePicture(await renderSvg(drawPhoto(photo), edit))
  }
  const drawPlain = async (photo: Photo): Promise<SeenPicture> => {
    const { heightPx } = photo.scene
    return seePicture(
      await renderSvg(drawPhoto(photo), { widthPx: 600, heightPx, format: 'jpeg', quality: 90 }),
    )
  }
  return {
    axis,
    anchor: await drawPlain(photoOf(product, scenes[0])),
    here: { same: await draw(photoOf(product, scenes[0])), variant: await draw(photoOf(variant, scenes[0])) },
    elsewhere: {
      same: await draw(photoOf(product, scenes[1])),
      variant: await draw(photoOf(variant, scenes[1])),
    },
  }
}

export async function measureLookAlikes(
  triples: readonly Triple[],
  describers: readonly Describer[],
): Promise<LookAlikeFigures[]> {
  const figures: LookAlikeFigures[] = []
  for (const describer of describers) {
    const measured: { axis: Axis; copies: Pair; otherPhotos: Pair }[] = []
    for (const { axis, anchor, here, elsewhere } of triples) {
      const [own = new Float32Array(), ...others] = await describer.describe([
        anchor,
        here.same,
        here.variant,
        elsewhere.same,
        elsewhere.variant,
      ])
      const distances = Array.from(
        distancesTo(own, viewedPictures(others, describer.dimension), describer.dimension),
      )
      const pair = (from: number): Pair => ({ same: distances[from] ?? 0, variant: distances[from + 1] ?? 0 })
      measured.push({ axis, copies: pair(0), otherPhotos: pair(2) })
    }
    const areas = (of: 'copies' | 'otherPhotos'): LookAlikeFigures['copies'] => {
      const area = (wanted: Axis | 'all'): number => {
        const pairs = measured
          .filter(({ axis }) => wanted === 'all' || axis === wanted)
          .map((entry) => entry[of])
        return areaUnderRoc(
          pairs.map(({ same }) => same),
          pairs.map(({ variant }) => variant),
        )
      }
      return { colour: area('colour'), size: area('size'), flavour: area('flavour'), all: area('all') }
    }
    figures.push({ describer: describer.name, copies: areas('copies'), otherPhotos: areas('otherPhotos') })
  }
  return figures
}

interface Pair {
  readonly same: number
  readonly variant: number
}
