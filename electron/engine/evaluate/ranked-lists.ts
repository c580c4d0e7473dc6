import type { RankedPairs } from './ranked-pairs.ts'

/** What each item is most like, in compressed rows: strongest first, ties by item. */
export interface RankedLists {
  /** uint32 [items + 1] */
  readonly offsets: Uint32Array
  readonly others: Uint32Array
  /** float64, beside `others` */
  readonly strengths: Float64Array
}

export function rankedLists(itemCount: number, { a, b, strength }: RankedPairs): RankedLists {
  const offsets = new Uint32Array(itemCount + 1)
  for (const ends of [a, b]) for (const item of ends) offsets[item + 1] = (offsets[item + 1] ?? 0) + 1
  for (let item = 0; item < itemCount; item += 1)
    offsets[item + 1] = (offsets[item + 1] ?? 0) + (offsets[item] ?? 0)
  const next = offsets.slice()
  const others = new Uint32Array(2 * a.length)
  const strengths = new Float64Array(2 * a.length)
  const append = (item: number, other: number, value: number): void => {
    const place = next[item] ?? 0
    others[place] = other
    strengths[place] = value
    next[item] = place + 1
  }
  // Pairs come strongest first, so that every list does.
  for (let pair = 0; pair < a.length; pair += 1) {
    append(a[pair] ?? 0, b[pair] ?? 0, strength[pair] ?? 0)
    append(b[pair] ?? 0, a[pair] ?? 0, strength[pair] ?? 0)
  }
  return { offsets, others, strengths }
}
