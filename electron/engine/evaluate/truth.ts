import { DisjointSets } from '../review/settlement/disjoint-sets.ts'

/** Which items are known to be one product; items by their dense number. */
export interface Truth {
  /** int32 [items]: number of the item's product; -1 where it is not known */
  readonly labelOf: Int32Array
  /** uint32 [products]: items of each */
  readonly labelSizes: Uint32Array
  /** Null: every two items whose product is known are a judged pair. Otherwise only these are. */
  readonly judged: readonly JudgedPair[] | null
  /** Judged pairs that are the same product. */
  readonly truePairs: number
  /** Whether two items are the same product; null where nobody said. */
  isSame(itemA: number, itemB: number): boolean | null
}

export interface JudgedPair {
  readonly a: number
  readonly b: number
  readonly same: boolean
}

/** @param labels of every item; null where it has none */
export function truthOfLabels(labels: readonly (string | null)[]): Truth {
  const numbers = new Map<string, number>()
  const labelOf = Int32Array.from(labels, (label) => (label === null ? -1 : numberOf(label, numbers)))
  return byLabels(labelOf, numbers.size)
}

/**
 * The truth of judged pairs. Pairs that nobody judged count neither as found nor as missed; for what is counted by item,
 * products are the items that positive pairs connect, and everything else is different.
 * @param judged each at most once
 * @param known pairs that say what a product is besides those that are judged, of other splits for one
 */
export function truthOfPairs(
  itemCount: number,
  judged: readonly JudgedPair[],
  known: readonly JudgedPair[] = [],
): Truth {
  const sets = new DisjointSets()
  for (const { a, b, same } of [...judged, ...known]) if (same) sets.unite(a, b)
  const numbers = new Map<number, number>()
  const labelOf = new Int32Array(itemCount).fill(-1)
  for (const item of judged.flatMap(({ a, b }) => [a, b])) labelOf[item] = numberOf(sets.find(item), numbers)
  return byPairs(labelOf, numbers.size, judged)
}

/** The same truth as if there were no other items. */
export function truthWithin({ labelOf, labelSizes, judged }: Truth, isIn: (item: number) => boolean): Truth {
  const within = labelOf.map((label, item) => (isIn(item) ? label : -1))
  if (judged === null) return byLabels(within, labelSizes.length)
  return byPairs(
    within,
    labelSizes.length,
    judged.filter(({ a, b }) => isIn(a) && isIn(b)),
  )
}

function byLabels(labelOf: Int32Array, labelCount: number): Truth {
  const labelSizes = sizesOf(labelOf, labelCount)
  return {
    labelOf,
    labelSizes,
    judged: null,
    truePairs: labelSizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0),
    isSame(itemA, itemB) {
      const [labelA, labelB] = [labelOf[itemA] ?? -1, labelOf[itemB] ?? -1]
      return labelA < 0 || labelB < 0 ? null : labelA === labelB
    },
  }
}

function byPairs(labelOf: Int32Array, labelCount: number, judged: readonly JudgedPair[]): Truth {
  const key = (a: number, b: number): number => Math.min(a, b) * labelOf.length + Math.max(a, b)
  const answers = new Map(judged.map(({ a, b, same }) => [key(a, b), same]))
  return {
    labelOf,
    labelSizes: sizesOf(labelOf, labelCount),
    judged,
    truePairs: judged.filter(({ same }) => same).length,
    isSame: (itemA, itemB) => answers.get(key(itemA, itemB)) ?? null,
  }
}

function numberOf<Key>(key: Key, numbers: Map<Key, number>): number {
  const number = numbers.get(key) ?? numbers.size
  numbers.set(key, number)
  return number
}

function sizesOf(labelOf: Int32Array, count: number): Uint32Array {
  const sizes = new Uint32Array(count)
  for (const label of labelOf) if (label >= 0) sizes[label] = (sizes[label] ?? 0) + 1
  return sizes
}
