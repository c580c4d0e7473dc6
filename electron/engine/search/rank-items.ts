import type { MatchInput } from '../match/match-input.ts'
import { NearestLists } from '../vector-index/nearest-lists.ts'
import { cosineDistanceAt, distanceOfItem, nearestItems } from './nearest-views.ts'
import type { PictureQuery } from './picture-query.ts'
import type { SearchData } from './search-data.ts'

/** What the words are compared with each item by; dense item numbers. */
export interface WordDistances {
  /** float32 [items], 0..1 */
  readonly similarities: Float32Array
  /** The text model's vector of the words; null without one. */
  readonly meaning: Float32Array | null
  /** Items whose title contains the words, for when too few share a term with them; ascending. */
  readonly containing: () => readonly number[]
}

export interface RankedItem {
  readonly item: number
  readonly distance: number
}

/** Of each channel so many times what is wanted is ranked by both, or this many. */
const CANDIDATE_FACTOR = 4
const LEAST_CANDIDATES = 200
/** Titles less similar to the words share a few letters with them and no more; a word in a long title counts more. */
const LEAST_SIMILARITY = 0.03
/** What has nothing to compare counts as unrelated. */
const UNRELATED = 1

/**
 * Items by their distance to what is searched by: the picture's on the scorer's scale, the words', or the mean of both.
 * The nearest of either are candidates, and each is measured by both.
 * @param passing uint8 [items]; null: all pass
 * @returns at most `top`, nearest first, ties by item
 */
export function rankItems(
  data: SearchData,
  picture: PictureQuery | null,
  words: WordDistances | null,
  passing: Uint8Array | null,
  top: number,
): RankedItem[] {
  const wanted = Math.max(CANDIDATE_FACTOR * top, LEAST_CANDIDATES)
  const byPicture = picture === null ? null : nearestByPicture(data, picture, passing, wanted)
  const byWords =
    words === null
      ? null
      : nearestByWords(
          data.loaded.input,
          words,
          othersOf(picture, passing, data),
          picture === null ? top : wanted,
        )
  if (byPicture === null || picture === null) return byWords?.slice(0, top) ?? []
  if (byWords === null || words === null) return byPicture.slice(0, top)
  const candidates = new Set([...byPicture, ...byWords].map(({ item }) => item))
  const both = [...candidates].map((item) => ({
    item,
    distance: (pictureDistance(data, picture, item) + wordDistance(data.loaded.input, words, item)) / 2,
  }))
  return both.toSorted(byDistance).slice(0, top)
}

/** What passes, without the item whose picture is searched by: an item is no hit of its own. */
function othersOf(
  picture: PictureQuery | null,
  passing: Uint8Array | null,
  { loaded }: SearchData,
): Uint8Array | null {
  const own = picture?.item ?? null
  if (own === null) return passing
  const others = passing?.slice() ?? new Uint8Array(loaded.items.length).fill(1)
  others[own] = 0
  return others
}

function nearestByPicture(
  { loaded: { input }, itemsOfViews, index }: SearchData,
  picture: PictureQuery,
  passing: Uint8Array | null,
  limit: number,
): RankedItem[] {
  const { pictures } = input
  const nearest = nearestItems(picture, { pictures, itemsOfViews, index }, passing, limit + 1)
  const lists = new NearestLists(1, limit)
  for (const [item, distance] of nearest) {
    if (item !== picture.item) lists.offer(0, item, scaled(distance, pictures))
  }
  return ranked(lists)
}

function nearestByWords(
  input: MatchInput,
  words: WordDistances,
  passing: Uint8Array | null,
  limit: number,
): RankedItem[] {
  const { similarities, meaning } = words
  const lists = new NearestLists(1, limit)
  for (let item = 0; item < similarities.length; item += 1) {
    if (passing !== null && passing[item] !== 1) continue
    // Without a text model, a title that shares nothing with the words is no hit, however many are wanted.
    if (meaning !== null || (similarities[item] ?? 0) >= LEAST_SIMILARITY)
      lists.offer(0, item, wordDistance(input, words, item))
  }
  const found = ranked(lists)
  if (meaning !== null || found.length === limit) return found
  const known = new Set(found.map(({ item }) => item))
  const others = words
    .containing()
    .filter((item) => !known.has(item) && (passing === null || passing[item] === 1))
    .map((item) => ({ item, distance: UNRELATED }))
  return [...found, ...others].slice(0, limit)
}

function pictureDistance({ loaded }: SearchData, picture: PictureQuery, item: number): number {
  const { pictures, picturesOfItem } = loaded.input
  const own = picturesOfItem.pictures.subarray(picturesOfItem.offsets[item], picturesOfItem.offsets[item + 1])
  const distance = distanceOfItem(picture, pictures, own)
  return distance === null ? UNRELATED : scaled(distance, pictures)
}

/** The mean of what the words and what the text model say. */
function wordDistance(input: MatchInput, { similarities, meaning }: WordDistances, item: number): number {
  const title = 1 - Math.min(1, similarities[item] ?? 0)
  const { meanings } = input
  if (meaning === null || meanings === null) return title
  const { vectors, dimension } = meanings
  const distance = cosineDistanceAt(meaning, 0, vectors, item * dimension, dimension)
  return (title + (Number.isNaN(distance) ? UNRELATED : distance)) / 2
}

function scaled(distance: number, { distanceScale }: MatchInput['pictures']): number {
  return Math.min(2, distance * distanceScale)
}

function ranked(lists: NearestLists): RankedItem[] {
  const { rows, distances } = lists.toNeighbours()
  return Array.from(rows, (item, place) => ({ item, distance: distances[place] ?? 0 }))
}

function byDistance(a: RankedItem, b: RankedItem): number {
  return a.distance - b.distance || a.item - b.item
}
