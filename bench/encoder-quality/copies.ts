import { copyKind, copyStrength } from '../../electron/contract/copies.ts'
import { COPIES, COPY_PARTNERS, makeCopy } from '../../electron/engine/evaluate/copies/make-copy.ts'
import { CopyTallies } from '../../electron/engine/evaluate/copies/copy-tallies.ts'
import type { RgbPicture } from '../../electron/engine/decode/rgb-picture.ts'
import { randomFor } from '../../electron/engine/sample/random.ts'
import type { Photo } from '../../models/encoder/list-photos.ts'
import { distancesTo } from '../../electron/engine/evaluate/copies/distances-to.ts'
import { seeFile, seePicture } from './seen-picture.ts'
import type { Space } from './spaces.ts'

/** Photos that are copied at a time: one is described while the next is edited. */
const PHOTOS_AT_ONCE = 2
/** As many as matching looks at of each picture, by and large: what calibration is about. */
const CANDIDATES = 10

/**
 * A copy with one of the nearest pictures, as matching would put them before a curator. Other photos of its product are left
 * out: how many there are depends on the gallery.
 */
export interface CandidatePair {
  readonly distance: number
  /** The photo that was copied, in contrast to one of something else. */
  readonly same: boolean
  /** What the copy shows. */
  readonly part: 'clothing' | 'grocery'
}

/** What was found in one space. */
export interface CopiesFound {
  readonly space: string
  readonly tallies: CopyTallies
  /** The same, but that finding another photo of the product is neither right nor wrong. */
  readonly productTallies: CopyTallies
  /** Of copies of each kind at one strength for each photo, in turn. */
  readonly candidates: CandidatePair[]
  /** Copies that these candidates are of. */
  candidateCopies: number
}

export interface CopiesTask {
  readonly gallery: readonly Photo[]
  /** Which of the gallery's photos are copied. */
  readonly chosen: readonly number[]
  readonly spaces: readonly Space[]
  /** Photos outside of the gallery, for collages and pages. */
  readonly partners: readonly RgbPicture[]
  readonly seed: number
  /** Only those that calibration needs: each kind at one strength. */
  readonly inTurn?: boolean
  readonly onProgress: (done: number, of: number) => void
}

export async function measureCopies(task: CopiesTask): Promise<CopiesFound[]> {
  const { chosen, spaces, onProgress } = task
  const found = spaces.map(({ name }): CopiesFound => ({
    space: name,
    tallies: new CopyTallies(),
    productTallies: new CopyTallies(),
    candidates: [],
    candidateCopies: 0,
  }))
  let done = 0
  const waiting = chosen.entries()
  const copyWaiting = async (): Promise<void> => {
    for (const [turn, place] of waiting) {
      await copyOne(task, place, turn, found)
      onProgress((done += 1), chosen.length)
    }
  }
  await Promise.all(Array.from({ length: PHOTOS_AT_ONCE }, copyWaiting))
  return found
}

async function copyOne(
  { gallery, spaces, partners, seed, inTurn = false }: CopiesTask,
  place: number,
  turn: number,
  found: readonly CopiesFound[],
): Promise<void> {
  const photo = gallery[place]
  if (photo === undefined) throw new RangeError(`Expected a photo at ${place}`)
  const ofProduct = otherPhotosOfProduct(gallery, place)
  const { pixels } = await seeFile(photo.path)
  const chance = randomFor(seed, `partners/${photo.name}`)
  const choices = COPIES.map(({ kind, strength }) => {
    const step = copyKind.options.indexOf(kind) + copyStrength.options.indexOf(strength) + turn
    return { kind, strength, isInTurn: step % copyStrength.options.length === 0 }
  }).filter(({ isInTurn }) => isInTurn || !inTurn)
  const copies = await Promise.all(
    choices.map(async ({ kind, strength }) => {
      const beside = Array.from({ length: COPY_PARTNERS }, () => chance.pick(partners))
      return seePicture(
        await makeCopy(pixels, { kind, strength, seed, photoName: photo.name, partners: beside }),
      )
    }),
  )
  const vectors = new Map<Space['describer'], Float32Array[]>()
  for (const { describer } of spaces)
    if (!vectors.has(describer)) vectors.set(describer, await describer.describe(copies))
  spaces.forEach(({ describer, gallery: pictures, turn: turnQuery }, n) => {
    const ofSpace = found[n]
    const own = vectors.get(describer) ?? []
    choices.forEach(({ kind, strength, isInTurn }, at) => {
      const query = own[at]
      // A copy of another kind, which somebody has confirmed before.
      const confirmed = own[(at + 1) % own.length]
      if (query === undefined || confirmed === undefined || ofSpace === undefined) return
      const distances = distancesTo(turnQuery(query, [confirmed]), pictures, describer.dimension)
      ofSpace.tallies.of(kind, strength).add(distances, place)
      ofSpace.productTallies.of(kind, strength).add(distances, place, ofProduct)
      if (!isInTurn) return
      ofSpace.candidates.push(...candidatesOf(photo, distances, place, ofProduct))
      ofSpace.candidateCopies += 1
    })
  })
}

function otherPhotosOfProduct(gallery: readonly Photo[], place: number): ReadonlySet<number> {
  const product = gallery[place]?.product ?? null
  const places = [...gallery.keys()]
  const isOther = (other: number): boolean => other !== place && gallery[other]?.product === product
  return new Set(product === null ? [] : places.filter(isOther))
}

function candidatesOf(
  { product }: Photo,
  distances: Float64Array,
  original: number,
  leftOut: ReadonlySet<number>,
): CandidatePair[] {
  const part = product === null ? 'clothing' : 'grocery'
  return nearest(distances, leftOut).map(({ place, distance }) => ({
    distance,
    same: place === original,
    part,
  }))
}

function nearest(
  distances: Float64Array,
  leftOut: ReadonlySet<number>,
): { place: number; distance: number }[] {
  const best: { place: number; distance: number }[] = []
  distances.forEach((distance, place) => {
    if (leftOut.has(place)) return
    if (best.length === CANDIDATES && distance >= (best.at(-1)?.distance ?? 0)) return
    const before = best.findIndex((other) => distance < other.distance)
    best.splice(before === -1 ? best.length : before, 0, { place, distance })
    if (best.length > CANDIDATES) best.pop()
  })
  return best
}
