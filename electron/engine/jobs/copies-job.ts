import { say } from '../../contract/saying.ts'
import type { CopiesReport } from '../../contract/copies.ts'
import { currentRun } from '../catalogue/current-run.ts'
import { decodeForModel } from '../decode/decode-picture.ts'
import { PictureProblem } from '../decode/picture-problem.ts'
import { readPictureFile } from '../decode/read-picture-file.ts'
import type { RgbPicture } from '../decode/rgb-picture.ts'
import { EmbeddingBatcher } from '../describe/embedding-batcher.ts'
import { findInnerPictures } from '../describe/inner-pictures/find-inner-pictures.ts'
import { picturesToEmbed } from '../describe/inner-pictures/pictures-to-embed.ts'
import { workingEdge } from '../describe/working-edge.ts'
import { CopyTallies } from '../evaluate/copies/copy-tallies.ts'
import { distancesTo, type ViewedPictures } from '../evaluate/copies/distances-to.ts'
import { COPIES, COPY_PARTNERS, makeCopy } from '../evaluate/copies/make-copy.ts'
import { EvaluationRefused } from '../evaluate/evaluation-refused.ts'
import type { PictureEncoder } from '../inference/picture-encoder.ts'
import { randomFor } from '../sample/random.ts'
import { gatherRows } from '../vector-index/gather-rows.ts'
import { joinVectors } from '../vector-index/join-vectors.ts'
import { usableRows } from '../vector-index/usable-rows.ts'
import { now, type JobContext } from './job-context.ts'
import type { CopiesPayload } from './job-payload.ts'
import { modelsInUse } from './models-in-use.ts'
import { startPictureEncoder } from './start-model.ts'

/** A large photo is reduced to about this, as a marketplace would, before it is edited. */
const EDITED_EDGE_PX = 224

/**
 * Edits some of the catalogue's photos as other sellers would, and looks for the originals among all of its pictures by
 * the model that describes them. Keeps a report; changes nothing else.
 */
export async function copiesJob({ photos, seed }: CopiesPayload, context: JobContext): Promise<void> {
  const { repositories, meter, jobId } = context
  const { model, spaceId } = (await modelsInUse(repositories, context.dataFolder)).wholePictures
  const gallery = loadGallery(spaceId, model.space.dimension, context)
  const pictures = gallery.pictureIds.length
  if (pictures < 2) throw new EvaluationRefused(say('nothingToCopy', { count: pictures }))
  const wanted = Math.min(photos, pictures)
  const chosen = Array.from({ length: wanted }, (_, n) => Math.floor((n * pictures) / wanted))
  const tallies = new CopyTallies()
  let [copied, unreadable] = [0, 0]
  const encoder = await startPictureEncoder(model, context)
  try {
    meter.start('copies', wanted)
    for (const place of chosen) {
      await context.checkpoint()
      if (await copyPhoto(place, { gallery, encoder, tallies, seed }, context)) copied += 1
      else unreadable += 1
      meter.update(copied + unreadable)
    }
  } finally {
    await encoder.close()
  }
  const report: CopiesReport = {
    jobId,
    createdAt: now(),
    model: model.manifest.name,
    photos: copied,
    pictures,
    unreadable,
    seed,
    rows: tallies.rows(),
    byStrength: tallies.byStrength(),
  }
  repositories.transaction(() => repositories.settings.set('copies', JSON.stringify(report)))
}

/** All described pictures of the catalogue, in the order of their ids. */
interface Gallery {
  readonly pictureIds: readonly number[]
  readonly viewed: ViewedPictures
  readonly dimension: number
  /** Places of pictures that listings of the same group, or of one listing, show: finding one of them is no mistake. */
  readonly shownTogether: (place: number) => ReadonlySet<number>
}

function loadGallery(spaceId: number, dimension: number, { repositories }: JobContext): Gallery {
  const views = repositories.views.loadAll(spaceId, dimension)
  const rows = usableRows(views.vectors, dimension).filter((row) => views.pictureIds[row] !== 0)
  const pictureOfRow = Array.from(rows, (row) => views.pictureIds[row] ?? 0)
  const placeOf = new Map([...new Set(pictureOfRow)].map((id, place) => [id, place]))
  return {
    pictureIds: [...placeOf.keys()],
    viewed: {
      vectors: gatherRows(views.vectors, dimension, rows),
      pictureOf: Uint32Array.from(pictureOfRow, (id) => placeOf.get(id) ?? 0),
      count: placeOf.size,
    },
    dimension,
    shownTogether: showing(spaceId, placeOf, repositories),
  }
}

function showing(
  spaceId: number,
  placeOf: ReadonlyMap<number, number>,
  repositories: JobContext['repositories'],
): Gallery['shownTogether'] {
  const run = currentRun(repositories)
  const members = run === null ? [] : repositories.groups.findAllMembers(run.id)
  const groupOf = new Map(members.map(({ itemId, representative }) => [itemId, representative]))
  const groupsOfPlace = new Map<number, number[]>()
  const placesOfGroup = new Map<number, number[]>()
  const add = (lists: Map<number, number[]>, key: number, value: number): void => {
    const list = lists.get(key)
    if (list === undefined) lists.set(key, [value])
    else list.push(value)
  }
  for (const { itemId, pictureId } of repositories.views.findOfPresentItems(spaceId)) {
    const place = placeOf.get(pictureId)
    if (place === undefined) continue
    // A listing without a group is one by itself; groups have the id of one of their listings.
    const group = groupOf.get(itemId) ?? itemId
    add(groupsOfPlace, place, group)
    add(placesOfGroup, group, place)
  }
  return (place) =>
    new Set((groupsOfPlace.get(place) ?? []).flatMap((group) => placesOfGroup.get(group) ?? []))
}

interface Measuring {
  readonly gallery: Gallery
  readonly encoder: PictureEncoder
  readonly tallies: CopyTallies
  readonly seed: number
}

/** @returns whether the photo could still be read */
async function copyPhoto(
  place: number,
  { gallery, encoder, tallies, seed }: Measuring,
  context: JobContext,
): Promise<boolean> {
  const { pictureIds, viewed, dimension, shownTogether } = gallery
  const photo = await readPhoto(pictureIds[place] ?? 0, context)
  if (photo === null) return false
  const photoName = String(place)
  const others = otherPlaces(place, pictureIds.length, seed)
  const shown = await Promise.all(others.map((other) => readPhoto(pictureIds[other] ?? 0, context)))
  const readable = shown.filter((picture) => picture !== null)
  const partners = readable.length > 0 ? readable : [photo]
  const edge = workingEdge(encoder.model.pixels)
  const copies = await Promise.all(
    COPIES.map(async ({ kind, strength }) => {
      const bytes = await makeCopy(photo, { kind, strength, seed, photoName, partners })
      const pixels = await decodeForModel(bytes, edge)
      return { tally: tallies.of(kind, strength), views: picturesToEmbed(pixels, findInnerPictures(pixels)) }
    }),
  )
  const batcher = new EmbeddingBatcher(encoder)
  const embedded = copies.map(({ tally, views }) => ({
    tally,
    vectors: Promise.all(views.map((view) => batcher.add(view))),
  }))
  batcher.flush()
  const leftOut = new Set([place, ...others].flatMap((at) => [at, ...shownTogether(at)]))
  for (const { tally, vectors } of embedded) {
    const query = joinVectors(await vectors)
    tally.add(distancesTo(query, viewed, dimension), place, leftOut)
  }
  return true
}

function otherPlaces(place: number, pictures: number, seed: number): number[] {
  const chance = randomFor(seed, `partners/${place}`)
  return Array.from({ length: COPY_PARTNERS }, () => {
    const other = chance.integer(0, pictures - 2)
    return other < place ? other : other + 1
  })
}

/** Null where none of its files can be read any more. */
async function readPhoto(
  pictureId: number,
  { repositories, signal }: Pick<JobContext, 'repositories' | 'signal'>,
): Promise<RgbPicture | null> {
  const sha256 = repositories.pictures.hashesOf([pictureId]).get(pictureId) ?? ''
  for (const { path } of repositories.files.findOfPicture(Buffer.from(sha256, 'hex')))
    try {
      return await decodeForModel((await readPictureFile(path, signal)).bytes, EDITED_EDGE_PX)
    } catch (error) {
      if (!(error instanceof PictureProblem)) throw error
    }
  return null
}
