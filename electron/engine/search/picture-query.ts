import { basename } from 'node:path'
import type { PictureBox } from '../../contract/items.ts'
import { say } from '../../contract/saying.ts'
import type { SearchBox, SearchNote, SearchPicture } from '../../contract/search.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import { decodePicture, type DecodedPicture } from '../decode/decode-picture.ts'
import { readPictureFile } from '../decode/read-picture-file.ts'
import type { RgbPicture } from '../decode/rgb-picture.ts'
import { hashPicture } from '../describe/derive-pixels.ts'
import { cropPicture } from '../describe/find-items/crop-picture.ts'
import { findItems } from '../describe/find-items/find-items.ts'
import { wholePixels } from '../describe/find-items/whole-pixels.ts'
import { findInnerPictures } from '../describe/inner-pictures/find-inner-pictures.ts'
import { picturesToEmbed } from '../describe/inner-pictures/pictures-to-embed.ts'
import { preparePixels } from '../describe/prepare-pixels.ts'
import { workingEdge } from '../describe/working-edge.ts'
import type { PictureEncoder } from '../inference/picture-encoder.ts'
import type { QueryVectors } from './nearest-views.ts'
import type { SearchData } from './search-data.ts'
import type { SearchModels, StartedPictureModel } from './search-models.ts'
import { NothingToSearchBy, SearchRefused } from './search-refused.ts'

/** A picture to search by, as it is compared. */
export interface PictureQuery extends QueryVectors {
  readonly sha256: string
  /** The catalogue's picture of the same bytes; null where it has none. */
  readonly pictureId: number | null
  /** Dense number of the item whose picture it is, which is no hit; null for a file. */
  readonly item: number | null
  readonly width: number
  readonly height: number
  /** The box as it was used. */
  readonly box: SearchBox | null
  readonly found: readonly PictureBox[]
  /** Of the whole picture; null where a part of it is searched by. */
  readonly phash: Uint8Array | null
}

const NO_ITEM_FOUND: SearchNote = {
  kind: 'no-item-found',
  words:
    'The model found no item in the picture, so the whole picture was searched by. Draw a box to say what is meant.',
}
const BOX_CLIPPED: SearchNote = {
  kind: 'box-clipped',
  words: 'The box reached out of the picture; what lies inside was searched by.',
}

/** What a picture query is made with. */
interface Means {
  readonly data: SearchData
  readonly repositories: Repositories
  readonly models: SearchModels
  readonly note: (told: SearchNote) => void
}

/**
 * Embeds a picture, a part of it or the items found in it, in the space that the catalogue's pictures are compared in. A
 * whole picture that the catalogue has described already is not embedded again.
 * @throws SearchRefused, NothingToSearchBy, PictureProblem, BoxOutsidePicture, InferenceFailed, ModelUnreadable
 */
export async function pictureQuery(
  given: SearchPicture,
  box: SearchBox | undefined,
  means: Means,
): Promise<PictureQuery> {
  if (means.data.searchable === 0 || means.data.pictureSpace === null)
    throw new SearchRefused(say('nothingDescribed', {}))
  if ('path' in given) return ofFile(given.path, box, null, means)
  const item = means.data.loaded.itemIds.indexOf(given.itemId)
  if (item < 0) throw new NothingToSearchBy('item', String(given.itemId))
  return ofItem(item, given.sha256 ?? null, box, means)
}

async function ofItem(
  item: number,
  sha256: string | null,
  box: SearchBox | undefined,
  means: Means,
): Promise<PictureQuery> {
  const { data, repositories } = means
  const { pictureIds, itemIds, input } = data.loaded
  const { offsets, pictures } = input.picturesOfItem
  const own = pictures.subarray(offsets[item], offsets[item + 1])
  const pictureId =
    sha256 === null ? (pictureIds[own[0] ?? -1] ?? 0) : repositories.search.findPicture(sha256)
  const views = own.filter((view) => pictureIds[view] === pictureId && hasVector(view, data))
  const hash = pictureId === null ? undefined : repositories.pictures.hashesOf([pictureId]).get(pictureId)
  const shown = repositories.items
    .findByIds([itemIds[item] ?? 0])[0]
    ?.pictures.find((picture) => picture.sha256 === hash)
  if (pictureId === null || shown === undefined)
    throw new NothingToSearchBy('picture', sha256 ?? `of item ${itemIds[item] ?? 0}`)
  if (box !== undefined || views.length === 0) return ofFile(shown.path, box, item, means)
  return {
    ...vectorsOf(views, data),
    sha256: shown.sha256,
    pictureId,
    item,
    width: shown.width,
    height: shown.height,
    box: null,
    found: shown.boxes,
    phash: phashOf(views[0] ?? 0, data),
  }
}

async function ofFile(
  path: string,
  box: SearchBox | undefined,
  item: number | null,
  means: Means,
): Promise<PictureQuery> {
  const { data, repositories, models, note } = means
  const { bytes, sha256 } = await readPictureFile(path)
  const pictureId = repositories.search.findPicture(sha256)
  if (data.pictureSpace === null) throw new Error('Expected a space that pictures are compared in')
  const started = await models.pictures(data.pictureSpace)
  const whole = started.finder !== null || box !== undefined
  // Items in a picture may be a small part of it: then every pixel is wanted.
  const workingEdgePx = whole ? Number.POSITIVE_INFINITY : workingEdge(started.encoder.model.pixels)
  const decoded = await decodePicture(bytes, basename(path), { workingEdgePx })
  const of = { sha256, pictureId, item, width: decoded.width, height: decoded.height }
  if (box !== undefined) {
    const vectors = await embed([cropPicture(decoded.detail, box)], started.encoder)
    return {
      ...of,
      vectors,
      labels: new Uint16Array(1),
      box: usedBox(box, decoded, note),
      found: [],
      phash: null,
    }
  }
  const phash = hashPicture(decoded.pixels)
  if (started.finder === null) {
    return { ...of, ...(await wholeAndInner(decoded, started.encoder)), box: null, phash }
  }
  return { ...of, ...(await foundItems(decoded, started.finder, started.encoder, means)), box: null, phash }
}

/** The whole picture is searched by, and each picture within it. */
async function wholeAndInner(
  { pixels, detail }: DecodedPicture,
  encoder: PictureEncoder,
): Promise<QueryVectors & { found: readonly PictureBox[] }> {
  const inner = findInnerPictures(pixels)
  const vectors = await embed(picturesToEmbed(detail, inner), encoder)
  return {
    vectors,
    labels: new Uint16Array(1 + inner.length),
    found: inner.map((box) => ({ ...box, label: null, score: null, origin: 'inner' })),
  }
}

/** Each item that the model finds is searched by; where it finds none, the whole picture is. */
async function foundItems(
  { detail }: DecodedPicture,
  { detector, model }: NonNullable<StartedPictureModel['finder']>,
  encoder: PictureEncoder,
  { data, note }: Means,
): Promise<QueryVectors & { found: readonly PictureBox[] }> {
  const items = await findItems(detail, model.manifest.detector, (prepared) => detector.detect(prepared))
  if (items.length === 0) {
    note(NO_ITEM_FOUND)
    return { vectors: await embed([detail], encoder), labels: new Uint16Array(1), found: [] }
  }
  const { labelNames } = data.loaded
  // A class that no item of the catalogue is of is compared with what nobody has named.
  const unknown = labelNames.length + 1
  return {
    vectors: await embed(
      items.map(({ box }) => cropPicture(detail, box)),
      encoder,
    ),
    labels: Uint16Array.from(items, ({ label }) => labelNames.indexOf(label) + 1 || unknown),
    found: items.map(({ box, label, score }) => ({ ...box, label, score, origin: 'found' })),
  }
}

/** @returns float32 [pictures * dimension] */
async function embed(pictures: readonly RgbPicture[], encoder: PictureEncoder): Promise<Float32Array> {
  const { pixels } = encoder.model
  const bytes = pixels.widthPx * pixels.heightPx * 3
  const prepared = new Uint8Array(bytes * pictures.length)
  pictures.forEach((picture, n) => preparePixels(picture, pixels, prepared, n * bytes))
  return encoder.embed(prepared, pictures.length)
}

function usedBox(
  box: SearchBox,
  { width, height }: DecodedPicture,
  note: (told: SearchNote) => void,
): SearchBox {
  const pixels = wholePixels(box, { width, height })
  if (pixels === null) throw new Error('Expected a box with pixels in it after it was cut out')
  const { left, top, right, bottom } = pixels
  if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height) note(BOX_CLIPPED)
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function hasVector(view: number, { loaded }: SearchData): boolean {
  const { embeddings, dimension } = loaded.input.pictures
  return embeddings !== null && !Number.isNaN(embeddings[view * dimension] ?? Number.NaN)
}

function vectorsOf(views: Uint32Array, { loaded }: SearchData): QueryVectors {
  const { embeddings, dimension, labels } = loaded.input.pictures
  const vectors = new Float32Array(views.length * dimension)
  views.forEach((view, n) => {
    vectors.set(embeddings?.subarray(view * dimension, (view + 1) * dimension) ?? [], n * dimension)
  })
  return { vectors, labels: Uint16Array.from(views, (view) => labels[view] ?? 0) }
}

function phashOf(view: number, { loaded }: SearchData): Uint8Array {
  return loaded.input.pictures.phashes.slice(view * 8, (view + 1) * 8)
}
