import type { MatchInput } from '../match/match-input.ts'
import type { CosineIndex } from '../vector-index/cosine-index.ts'
import { NearestLists } from '../vector-index/nearest-lists.ts'
import { countPassing } from './item-filter.ts'

/** Vectors to look for, each of one thing in a picture. */
export interface QueryVectors {
  /** float32 [count * dimension], L2-normalised */
  readonly vectors: Float32Array
  /** uint16 [count]: a labelled vector is compared with those of its label and with unlabelled ones; 0 with all */
  readonly labels: Uint16Array
}

/** Of which items each view is, in compressed rows. */
export interface ItemsOfViews {
  readonly offsets: Uint32Array
  readonly items: Uint32Array
}

/** Where to look for them. */
export interface SearchedViews {
  readonly pictures: MatchInput['pictures']
  readonly itemsOfViews: ItemsOfViews
  /** null: every view is compared. */
  readonly index: CosineIndex | null
}

/** Up to so many multiplications every view is compared, though there is an index: it takes some 20 ms. */
const EXACT_MULTIPLICATIONS = 10_000_000
/** How much more is asked of the index when too few of its hits pass the filter, and of how many rows at most. */
const FETCH_GROWTH = 4
const LARGEST_FETCH_SHARE = 1 / 8

/**
 * The items nearest to any of the vectors, by their nearest view: through the index where there is one, and exactly where
 * that is cheaper or the filter lets little pass.
 * @param passing uint8 [items]; null: all pass
 * @param limit items wanted, at least 1; through the index more may come
 * @returns smallest cosine distance by dense item number
 */
export function nearestItems(
  query: QueryVectors,
  searched: SearchedViews,
  passing: Uint8Array | null,
  limit: number,
  exactMultiplications = EXACT_MULTIPLICATIONS,
): Map<number, number> {
  const { pictures, itemsOfViews, index } = searched
  const share = passing === null ? 1 : countPassing(passing) / passing.length
  const multiplications = pictures.count * share * pictures.dimension * query.labels.length
  if (index !== null && multiplications > exactMultiplications) {
    const largest = pictures.count * LARGEST_FETCH_SHARE
    for (let fetch = Math.ceil((2 * limit) / share); fetch < largest; fetch *= FETCH_GROWTH) {
      const found = fromIndex(query, pictures.labels, itemsOfViews, index, passing, fetch)
      if (found.size >= limit) return found
    }
  }
  return fromEveryView(query, searched, passing, limit)
}

function fromIndex(
  query: QueryVectors,
  labels: Uint16Array,
  itemsOfViews: ItemsOfViews,
  index: CosineIndex,
  passing: Uint8Array | null,
  fetch: number,
): Map<number, number> {
  const { offsets, rows, distances } = index.search(query.vectors, fetch)
  const nearest = new Map<number, number>()
  for (let n = 0; n < query.labels.length; n += 1) {
    for (let place = offsets[n] ?? 0; place < (offsets[n + 1] ?? 0); place += 1) {
      const view = rows[place] ?? 0
      if (isComparable(query.labels[n] ?? 0, labels[view] ?? 0))
        offer(nearest, itemsOfViews, view, distances[place] ?? 0, passing)
    }
  }
  return nearest
}

function fromEveryView(
  query: QueryVectors,
  { pictures: { count, embeddings, dimension, labels }, itemsOfViews: { offsets, items } }: SearchedViews,
  passing: Uint8Array | null,
  limit: number,
): Map<number, number> {
  if (embeddings === null) return new Map()
  let itemCount = 0
  for (let place = 0; place < items.length; place += 1)
    itemCount = Math.max(itemCount, (items[place] ?? 0) + 1)
  const nearest = new Float32Array(itemCount).fill(Infinity)
  for (let view = 0; view < count; view += 1) {
    const [start, end] = [offsets[view] ?? 0, offsets[view + 1] ?? 0]
    if (passing !== null && !anyPasses(items, start, end, passing)) continue
    let distance = Infinity
    for (let n = 0; n < query.labels.length; n += 1) {
      if (!isComparable(query.labels[n] ?? 0, labels[view] ?? 0)) continue
      const measured = cosineDistanceAt(query.vectors, n * dimension, embeddings, view * dimension, dimension)
      // A view without a vector is of NaN, and no nearer than anything.
      if (measured < distance) distance = measured
    }
    for (let place = start; place < end; place += 1) {
      const item = items[place] ?? 0
      if (distance < (nearest[item] ?? 0)) nearest[item] = distance
    }
  }
  return nearestOf(nearest, passing, limit)
}

/** The items with the smallest distances, ties by item; those at Infinity are left out. */
function nearestOf(distances: Float32Array, passing: Uint8Array | null, limit: number): Map<number, number> {
  const lists = new NearestLists(1, limit)
  for (let item = 0; item < distances.length; item += 1) {
    const distance = distances[item] ?? Infinity
    if (distance < Infinity && (passing === null || passing[item] === 1)) lists.offer(0, item, distance)
  }
  const { rows, distances: kept } = lists.toNeighbours()
  return new Map(Array.from(rows, (item, place) => [item, kept[place] ?? 0]))
}

/** Smallest distance of one item's views to any of the vectors; null where nothing can be compared. */
export function distanceOfItem(
  query: QueryVectors,
  { embeddings, dimension, labels }: MatchInput['pictures'],
  views: Uint32Array,
): number | null {
  let nearest = Infinity
  for (const view of views) {
    for (let n = 0; n < query.labels.length; n += 1) {
      if (embeddings === null || !isComparable(query.labels[n] ?? 0, labels[view] ?? 0)) continue
      const distance = cosineDistanceAt(query.vectors, n * dimension, embeddings, view * dimension, dimension)
      if (distance < nearest) nearest = distance
    }
  }
  return nearest === Infinity ? null : nearest
}

function offer(
  nearest: Map<number, number>,
  { offsets, items }: ItemsOfViews,
  view: number,
  distance: number,
  passing: Uint8Array | null,
): void {
  for (let place = offsets[view] ?? 0; place < (offsets[view + 1] ?? 0); place += 1) {
    const item = items[place] ?? 0
    if (passing !== null && passing[item] !== 1) continue
    const before = nearest.get(item)
    if (before === undefined || distance < before) nearest.set(item, distance)
  }
}

function anyPasses(items: Uint32Array, start: number, end: number, passing: Uint8Array): boolean {
  for (let place = start; place < end; place += 1) if (passing[items[place] ?? 0] === 1) return true
  return false
}

function isComparable(a: number, b: number): boolean {
  return a === b || a === 0 || b === 0
}

/** Four sums side by side, so that no addition waits for the one before it. */
export function cosineDistanceAt(
  a: Float32Array,
  startA: number,
  b: Float32Array,
  startB: number,
  dimension: number,
): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  let d = 0
  for (; d + 3 < dimension; d += 4) {
    first += (a[startA + d] ?? 0) * (b[startB + d] ?? 0)
    second += (a[startA + d + 1] ?? 0) * (b[startB + d + 1] ?? 0)
    third += (a[startA + d + 2] ?? 0) * (b[startB + d + 2] ?? 0)
    fourth += (a[startA + d + 3] ?? 0) * (b[startB + d + 3] ?? 0)
  }
  for (; d < dimension; d += 1) first += (a[startA + d] ?? 0) * (b[startB + d] ?? 0)
  return Math.min(2, Math.max(0, 1 - (first + second + third + fourth)))
}
