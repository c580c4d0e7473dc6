/** How well the pairs that groups make agree with known labels. */
export interface PairFigures {
  /** Items that have a known label. */
  readonly labelledItems: number
  /** Pairs of labelled items with one label. */
  readonly truePairs: number
  /** Pairs of labelled items that lie in one group. */
  readonly foundPairs: number
  /** Pairs that are both. */
  readonly correctPairs: number
  /** 0..1; null when no pair was found. */
  readonly precision: number | null
  /** 0..1; null when there is no true pair. */
  readonly recall: number | null
  /** 0..1; null when either of them is. */
  readonly f1: number | null
}

export interface LabelledItem {
  readonly label: string
  /** The group the item lies in; null when it lies in none. */
  readonly group: number | null
}

/** Pairwise precision, recall and F1 of a clustering; counts pairs by the sizes of cells, so it is linear in the items. */
export function pairFigures(items: Iterable<LabelledItem>): PairFigures {
  const labels = new Map<string, number>()
  const groups = new Map<number, number>()
  const cells = new Map<string, number>()
  let labelledItems = 0
  for (const { label, group } of items) {
    labelledItems += 1
    increment(labels, label)
    if (group === null) continue
    increment(groups, group)
    increment(cells, `${group} ${label}`)
  }
  const truePairs = pairsWithin(labels)
  const foundPairs = pairsWithin(groups)
  const correctPairs = pairsWithin(cells)
  const precision = foundPairs === 0 ? null : correctPairs / foundPairs
  const recall = truePairs === 0 ? null : correctPairs / truePairs
  const f1 =
    precision === null || recall === null
      ? null
      : precision + recall === 0
        ? 0
        : (2 * precision * recall) / (precision + recall)
  return { labelledItems, truePairs, foundPairs, correctPairs, precision, recall, f1 }
}

function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function pairsWithin<Key>(counts: Map<Key, number>): number {
  let pairs = 0
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2
  return pairs
}
