import { z } from 'zod'
import type { PairMeasures } from './measure-pair.ts'

const equality = z.union([z.literal(0), z.literal(1)]).nullable()
const LETTERS = { missing: 'm', equal: 'e', overlap: 'o', different: 'd' } as const
const AGREEMENTS = { m: 'missing', e: 'equal', o: 'overlap', d: 'different' } as const
const letter = z.enum(['m', 'e', 'o', 'd']).transform((value) => AGREEMENTS[value])

/** A pair's measures as one short line of JSON: the catalogue keeps one for every candidate pair. */
const storedEvidence = z.tuple([
  equality,
  z.number().min(0).max(64).nullable(),
  z.number().min(0).max(2).nullable(),
  z.number().min(0).max(1).nullable(),
  equality,
  equality,
  z.number().min(0).max(1).nullable(),
  equality,
  z.tuple([letter, letter, letter, letter, letter, letter]).nullable(),
  z.number().int().min(0).nullable(),
  z.number().int().nullable(),
  z.number().int().nullable(),
  // Catalogues of before models could be chosen end here: their one encoder needs no scale and gave titles no meaning.
  z.number().min(0).max(2).nullable().optional(),
  z.number().min(0).max(2).nullable().optional(),
  // Those of before it was told who brought a pair together end here.
  z.number().int().min(0).max(255).optional(),
  // Those of before model and part numbers were compared end here.
  z.number().min(0).max(1).nullable().optional(),
])

/**
 * Distances are kept to five digits, more than any scorer tells apart.
 * @param pictureIds the catalogue's id of every dense picture number
 * @param foundBy who brought the pair together, as bits that pairFinders reads
 */
export function formatStoredEvidence(
  measures: PairMeasures,
  pictureIds: ArrayLike<number>,
  foundBy: number,
): string {
  const { bytes, phash, image, title, brand, category, price, code, facts, wordConflicts } = measures
  const letters =
    facts === null
      ? null
      : [facts.quantity, facts.pack, facts.number, facts.model, facts.colour, facts.size].map(
          (value) => LETTERS[value],
        )
  return JSON.stringify([
    bytes,
    phash,
    rounded(image),
    rounded(title),
    brand,
    category,
    rounded(price),
    code,
    letters,
    wordConflicts,
    idOf(measures.pictureA, pictureIds),
    idOf(measures.pictureB, pictureIds),
    rounded(measures.scaledImage),
    rounded(measures.meaning),
    foundBy,
    rounded(measures.identifier),
  ])
}

/** @returns who brought a stored pair together, as bits that pairFinders reads; null where an older match stored it */
export function parseFoundBy(text: string): number | null {
  return storedEvidence.parse(JSON.parse(text))[14] ?? null
}

/**
 * @returns the measures; its pictures are the catalogue's ids, not dense numbers
 * @throws ZodError or SyntaxError if the text is not what formatStoredEvidence gives
 */
export function parseStoredEvidence(text: string): PairMeasures {
  const [
    bytes,
    phash,
    image,
    title,
    brand,
    category,
    price,
    code,
    letters,
    wordConflicts,
    pictureA,
    pictureB,
    scaledImage = image,
    meaning = null,
    ,
    identifier = null,
  ] = storedEvidence.parse(JSON.parse(text))
  const facts =
    letters === null
      ? null
      : {
          quantity: letters[0],
          pack: letters[1],
          number: letters[2],
          model: letters[3],
          colour: letters[4],
          size: letters[5],
        }
  return {
    bytes,
    phash,
    image,
    scaledImage,
    title,
    meaning,
    brand,
    category,
    price,
    code,
    identifier,
    facts,
    wordConflicts,
    pictureA,
    pictureB,
  }
}

function idOf(picture: number | null, pictureIds: ArrayLike<number>): number | null {
  if (picture === null) return null
  const id = pictureIds[picture]
  if (id === undefined)
    throw new RangeError(`Expected one of ${pictureIds.length} pictures but received ${picture}`)
  return id
}

function rounded(distance: number | null): number | null {
  return distance === null ? null : Math.round(distance * 1e5) / 1e5
}
