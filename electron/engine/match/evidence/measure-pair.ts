import { popcount64 } from '../../vector-index/popcount.ts'
import { compareFacts, type FactAgreements } from '../titles/compare-facts.ts'
import { countWordConflicts } from '../titles/compare-words.ts'
import { cosineDistance } from '../title-neighbours/cosine-distance.ts'
import { compareIdentifiers } from './identifiers.ts'
import type { MatchInput } from '../match-input.ts'
import { compareBrands } from '../titles/normalise-brand.ts'
import { mayBeCompared } from './same-label.ts'
import type { PreparedMatch } from '../prepare-match.ts'
import { titleDistance, titleSimilarity } from '../title-neighbours/title-vectors.ts'

/** The distance of two items in each channel; null where at least one has nothing to compare. */
export interface PairMeasures {
  /** 0 if a picture's bytes are equal, 1 if none are */
  readonly bytes: 0 | 1 | null
  /** Fewest differing bits of any two pictures, 0..64 */
  readonly phash: number | null
  /** Smallest cosine distance of any two pictures that may be compared, 0..2, as the encoder in use gives it */
  readonly image: number | null
  /** The same on the scale of the encoder that the scorer was fitted with, 0..2 */
  readonly scaledImage: number | null
  /** Cosine distance, 0..1 */
  readonly title: number | null
  /** Cosine distance of what a text model makes of the titles, 0..2 */
  readonly meaning: number | null
  readonly brand: 0 | 1 | null
  readonly category: 0 | 1 | null
  /** 1 - min/max, 0..1 */
  readonly price: number | null
  readonly code: 0 | 1 | null
  /** How far apart the model and part numbers in titles and codes are, 0..1, as compareIdentifiers says */
  readonly identifier: number | null
  /** What the titles say of sizes, numbers and colours; null where a title is missing */
  readonly facts: FactAgreements | null
  /** Words that the titles set against each other, as countWordConflicts counts them; null where a title has no words */
  readonly wordConflicts: number | null
  /** The two pictures with the smallest image distance, else with the fewest differing bits; dense numbers */
  readonly pictureA: number | null
  readonly pictureB: number | null
}

/** Of two items that have nothing to compare. */
export const NO_MEASURES: PairMeasures = {
  bytes: null,
  phash: null,
  image: null,
  scaledImage: null,
  title: null,
  meaning: null,
  brand: null,
  category: null,
  price: null,
  code: null,
  identifier: null,
  facts: null,
  wordConflicts: null,
  pictureA: null,
  pictureB: null,
}

type PictureMeasures = Pick<
  PairMeasures,
  'bytes' | 'phash' | 'image' | 'scaledImage' | 'pictureA' | 'pictureB'
>

/** Measures two items, by their dense numbers, in every channel; the order of the two does not matter to distances. */
export function measurePair(
  input: MatchInput,
  prepared: PreparedMatch,
  itemA: number,
  itemB: number,
): PairMeasures {
  const similarity = titleSimilarity(prepared.titleVectors, itemA, itemB)
  const factsA = prepared.facts[itemA]
  const factsB = prepared.facts[itemB]
  const [identifiersA, identifiersB] = [prepared.identifiers[itemA], prepared.identifiers[itemB]]
  return {
    ...measurePictures(input, prepared, itemA, itemB),
    title: similarity === null ? null : titleDistance(similarity),
    meaning: compareMeanings(input, itemA, itemB),
    brand: compareBrands(prepared.brands[itemA], prepared.brands[itemB]),
    category: compareNames(prepared.categories[itemA], prepared.categories[itemB]),
    price: comparePrices(input.items[itemA]?.price, input.items[itemB]?.price),
    code: compareNames(prepared.codes[itemA], prepared.codes[itemB]),
    identifier:
      identifiersA === undefined || identifiersB === undefined
        ? null
        : compareIdentifiers(identifiersA, identifiersB),
    facts:
      similarity === null || factsA === undefined || factsB === undefined
        ? null
        : compareFacts(factsA, factsB),
    wordConflicts:
      similarity === null || factsA === undefined || factsB === undefined
        ? null
        : countWordConflicts(factsA.words, factsB.words, {
            a: prepared.brands[itemA] ?? null,
            b: prepared.brands[itemB] ?? null,
          }),
  }
}

function measurePictures(
  input: MatchInput,
  prepared: PreparedMatch,
  itemA: number,
  itemB: number,
): PictureMeasures {
  const { offsets, pictures } = input.picturesOfItem
  let bytes: 0 | 1 | null = null
  let phash: number | null = null
  let image: number | null = null
  let best: { a: number; b: number; image: number; phash: number } | null = null
  for (let a = offsets[itemA] ?? 0; a < (offsets[itemA + 1] ?? 0); a += 1) {
    for (let b = offsets[itemB] ?? 0; b < (offsets[itemB + 1] ?? 0); b += 1) {
      const pictureA = pictures[a] ?? 0
      const pictureB = pictures[b] ?? 0
      if (bytes !== 0 && !isAbsent(input, pictureA) && !isAbsent(input, pictureB))
        bytes = pictureA === pictureB ? 0 : 1
      const bits = differingBits(prepared, pictureA, pictureB)
      const distance = embeddingDistance(input, prepared, pictureA, pictureB)
      phash = phash === null ? bits : Math.min(phash, bits)
      if (distance !== null) image = image === null ? distance : Math.min(image, distance)
      // Without an embedding a picture pair is worse than any with one.
      const imageRank = distance ?? Infinity
      if (best === null || imageRank < best.image || (imageRank === best.image && bits < best.phash)) {
        best = { a: pictureA, b: pictureB, image: imageRank, phash: bits }
      }
    }
  }
  return {
    bytes,
    phash,
    image,
    scaledImage: image === null ? null : Math.min(2, image * input.pictures.distanceScale),
    pictureA: best?.a ?? null,
    pictureB: best?.b ?? null,
  }
}

/** Of a picture that is not there, nobody knows whether its file is the same. */
function isAbsent({ pictures: { absent } }: MatchInput, picture: number): boolean {
  return absent?.[picture] === 1
}

function differingBits(prepared: PreparedMatch, pictureA: number, pictureB: number): number {
  return popcount64(
    (prepared.phashHigh[pictureA] ?? 0) ^ (prepared.phashHigh[pictureB] ?? 0),
    (prepared.phashLow[pictureA] ?? 0) ^ (prepared.phashLow[pictureB] ?? 0),
  )
}

function embeddingDistance(
  { pictures: { embeddings, dimension, labels } }: MatchInput,
  { embedded }: PreparedMatch,
  pictureA: number,
  pictureB: number,
): number | null {
  if (embeddings === null || embedded[pictureA] !== 1 || embedded[pictureB] !== 1) return null
  if (pictureA === pictureB) return 0
  if (!mayBeCompared(labels, pictureA, pictureB)) return null
  return cosineDistance(embeddings, dimension, pictureA, pictureB)
}

function compareMeanings({ meanings }: MatchInput, itemA: number, itemB: number): number | null {
  if (meanings === null) return null
  const distance = cosineDistance(meanings.vectors, meanings.dimension, itemA, itemB)
  return Number.isNaN(distance) ? null : distance
}

function compareNames(a: string | null | undefined, b: string | null | undefined): 0 | 1 | null {
  if (a === null || a === undefined || b === null || b === undefined) return null
  return a === b ? 0 : 1
}

function comparePrices(a: number | null | undefined, b: number | null | undefined): number | null {
  if (a === null || a === undefined || b === null || b === undefined || !(a > 0) || !(b > 0)) return null
  return 1 - Math.min(a, b) / Math.max(a, b)
}
