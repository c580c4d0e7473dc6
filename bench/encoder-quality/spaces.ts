import type { Describer } from './describers.ts'
import { mirrored, type SeenPicture } from './seen-picture.ts'
import { learnWhitening } from './whitening.ts'

/** Pictures to be found, and how a query is turned before it is compared with them. */
export interface Space {
  readonly name: string
  readonly describer: Describer
  /** float32 [pictures, dimension] */
  readonly gallery: Float32Array
  /** @param confirmed vectors of pictures that a curator has already said show the same as the query */
  readonly turn: (query: Float32Array, confirmed: readonly Float32Array[]) => Float32Array
}

/** How encoders are compared beyond plain cosine; none of it costs anything when a query comes. */
export const BEYOND = ['flip averaging', 'whitening', 'expansion', 'all three'] as const

/**
 * The spaces that pictures are looked for in: each describer's own, and the turned ones of some.
 * @param pictures of the gallery
 * @param turned names of those describers
 * @param others that a user's catalogue would hold beside them, for the whitening to learn from
 */
export async function makeSpaces(
  describers: readonly Describer[],
  pictures: readonly SeenPicture[],
  turned: readonly string[],
  others: readonly SeenPicture[] = [],
): Promise<Space[]> {
  const spaces: Space[] = []
  for (const describer of describers) {
    const gallery = joined(await describeAll(describer, pictures))
    spaces.push({ name: describer.name, describer, gallery, turn: (query) => query })
    if (turned.includes(describer.name)) {
      const flipped = joined(await describeAll(describer, pictures.map(mirrored)))
      const beside = joined(await describeAll(describer, others))
      spaces.push(...beyondOf(describer, { gallery, flipped, beside }))
    }
  }
  return spaces
}

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
  const flip = joined(averaged)
  const plain = learnWhitening(joined([gallery, beside]), dimension)
  const ofFlip = learnWhitening(joined([flip, beside]), dimension)
  const expand = (query: Float32Array, confirmed: readonly Float32Array[]): Float32Array =>
    ofLengthOne(sum([query, ...confirmed]))
  const space = (what: (typeof BEYOND)[number], of: Float32Array, turn: Space['turn']): Space => ({
    name: `${name}, ${what}`,
    describer,
    gallery: of,
    turn,
  })
  const whitened = (of: Float32Array, whitening: typeof plain): Float32Array =>
    joined(rowsOf(of, dimension).map((row) => whitening.apply(row)))
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

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
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
