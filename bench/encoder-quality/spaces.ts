import { type ViewedPictures, viewedPictures } from '../../electron/engine/evaluate/copies/distances-to.ts'
import { joinVectors } from '../../electron/engine/vector-index/join-vectors.ts'
import type { Describer } from './describers.ts'
import { mirrored, type SeenPicture } from './seen-picture.ts'
import { learnWhitening } from './whitening.ts'

/** Pictures to be found, and how a query is turned before it is compared with them. */
export interface Space {
  readonly name: string
  readonly describer: Describer
  readonly gallery: ViewedPictures
  /**
   * @param query the views of a picture, as the describer makes them
   * @param confirmed those of pictures that a curator has already said show the same as the query
   */
  readonly turn: (query: Float32Array, confirmed: readonly Float32Array[]) => Float32Array
}

/** What every encoder is measured at besides: without the pictures within pictures. */
export const WHOLES = 'whole pictures alone'
/** How whole pictures are compared beyond plain cosine; none of it costs anything when a query comes. */
export const BEYOND = ['flip averaging', 'whitening', 'expansion', 'all three'] as const

/**
 * The spaces that pictures are looked for in: each describer's own, and the turned ones of some.
 * @param pictures of the gallery
 * @param turned names of those describers
 * @param encoders names of those that describe pictures within pictures
 * @param others that a user's catalogue would hold beside them, for the whitening to learn from
 */
export async function makeSpaces(
  describers: readonly Describer[],
  pictures: readonly SeenPicture[],
  turned: readonly string[],
  encoders: readonly string[],
  others: readonly SeenPicture[] = [],
): Promise<Space[]> {
  const spaces: Space[] = []
  for (const describer of describers) {
    const { name, dimension } = describer
    const views = await describeAll(describer, pictures)
    spaces.push({ name, describer, gallery: viewedPictures(views, dimension), turn: (query) => query })
    if (encoders.includes(name)) spaces.push(wholesOf(describer, views))
    if (turned.includes(name)) {
      const flipped = await describeWholes(describer, pictures.map(mirrored))
      const beside = await describeWholes(describer, others)
      const gallery = joinVectors(views.map((of) => wholeOf(of, dimension)))
      spaces.push(...beyondOf(describer, { gallery, flipped, beside }))
    }
  }
  return spaces
}

function wholesOf(describer: Describer, views: readonly Float32Array[]): Space {
  const { name, dimension } = describer
  const wholes = views.map((of) => wholeOf(of, dimension))
  return {
    name: `${name}, ${WHOLES}`,
    describer,
    gallery: viewedPictures(wholes, dimension),
    turn: (query) => wholeOf(query, dimension),
  }
}

function wholeOf(views: Float32Array, dimension: number): Float32Array {
  return views.subarray(0, dimension)
}

/** float32 [pictures, dimension] */
async function describeWholes(describer: Describer, pictures: readonly SeenPicture[]): Promise<Float32Array> {
  const views = await describeAll(describer, pictures)
  return joinVectors(views.map((of) => wholeOf(of, describer.dimension)))
}

/** Of whole pictures: float32 [pictures, dimension]. */
interface Vectors {
  readonly gallery: Float32Array
  /** Of the same pictures, mirrored. */
  readonly flipped: Float32Array
  readonly beside: Float32Array
}

function beyondOf(describer: Describer, { gallery, flipped, beside }: Vectors): Space[] {
  const { name, dimension } = describer
  const averaged = rowsOf(gallery, dimension).map((row, n) =>
    ofLengthOne(sum([row, rowOf(flipped, dimension, n)])),
  )
  const flip = joinVectors(averaged)
  const plain = learnWhitening(joinVectors([gallery, beside]), dimension)
  const ofFlip = learnWhitening(joinVectors([flip, beside]), dimension)
  const expand = (query: Float32Array, confirmed: readonly Float32Array[]): Float32Array =>
    ofLengthOne(sum([query, ...confirmed.map((views) => wholeOf(views, dimension))]))
  const space = (what: (typeof BEYOND)[number], of: Float32Array, turn: Space['turn']): Space => ({
    name: `${name}, ${what}`,
    describer,
    gallery: viewedPictures(rowsOf(of, dimension), dimension),
    turn: (query, confirmed) => turn(wholeOf(query, dimension), confirmed),
  })
  const whitened = (of: Float32Array, whitening: typeof plain): Float32Array =>
    joinVectors(rowsOf(of, dimension).map((row) => whitening.apply(row)))
  return [
    space('flip averaging', flip, (query) => query),
    space('whitening', whitened(gallery, plain), (query) => plain.apply(query)),
    space('expansion', gallery, expand),
    space('all three', whitened(flip, ofFlip), (query, confirmed) => ofFlip.apply(expand(query, confirmed))),
  ]
}

const AT_ONCE = 32

export async function describeAll(
  describer: Describer,
  pictures: readonly SeenPicture[],
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = []
  for (let start = 0; start < pictures.length; start += AT_ONCE)
    vectors.push(...(await describer.describe(pictures.slice(start, start + AT_ONCE))))
  return vectors
}

function rowOf(vectors: Float32Array, dimension: number, row: number): Float32Array {
  return vectors.subarray(row * dimension, (row + 1) * dimension)
}

function rowsOf(vectors: Float32Array, dimension: number): Float32Array[] {
  return Array.from({ length: vectors.length / dimension }, (_, row) => rowOf(vectors, dimension, row))
}

function sum(vectors: readonly Float32Array[]): Float32Array {
  const total = new Float32Array(vectors[0]?.length ?? 0)
  for (const vector of vectors) vector.forEach((value, at) => (total[at] = (total[at] ?? 0) + value))
  return total
}

function ofLengthOne(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((squares, value) => squares + value * value, 0))
  return length === 0 ? vector : vector.map((value) => value / length)
}
