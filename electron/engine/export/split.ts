import { hash } from 'node:crypto'
import type { Split } from '../../contract/export.ts'
import { DisjointSets } from '../review/settlement/disjoint-sets.ts'
import { compareCodeUnits } from './compare-code-units.ts'

/** An item as far as its split is concerned. */
export interface SplitItem {
  readonly name: string
  /** The confirmed block it is in; null when it is in none. */
  readonly block: number | null
  readonly pictureHashes: readonly string[]
}

/** A pair that is to be exported, by the places of its items in the list of items. */
export interface SplitPair {
  readonly a: number
  readonly b: number
  readonly sameProduct: boolean
}

/** Shares of products, 0..1 each and together; what is left over is train. */
export interface SplitShares {
  readonly validation: number
  readonly test: number
}

/**
 * Items that pairs of other relations may gather into one split. It is a constant, not a share of the catalogue, so
 * that importing more moves nothing. It is small, because a component falls into one split as a whole; and it can be,
 * because a pair across components is lost only where their splits differ, which at 80/10/10 is one in three.
 */
const MAXIMUM_COMPONENT_ITEMS = 32

/** With the seed behind it, part of the hash that draws the split. Changing it moves every product, so it never changes. */
const SALT = 'doublet-split'

/**
 * Draws train, validation and test so that no product and no picture is in two of them.
 *
 * Items that share a confirmed block or the bytes of a picture, or that a pair calls the same product, are one unit and
 * never parted. A pair of another relation joins the units of its items while they stay at most
 * `MAXIMUM_COMPONENT_ITEMS` together, so that hard negatives are kept; a pair between larger components may end up
 * across splits, and its user drops it. A component's split is drawn by SHA-256 of its smallest name, so it is the same
 * in every run and moves only when something is tied to the component.
 * @param items with names that are unique
 * @param seed another one draws anew
 * @returns the split of each item, at the item's place
 * @throws RangeError when the shares are outside 0..1 or come to more than 1
 */
export function assignSplits(
  items: readonly SplitItem[],
  pairs: readonly SplitPair[],
  shares: SplitShares,
  seed = 1,
): Split[] {
  const { validation, test } = shares
  if (!(validation >= 0 && test >= 0 && validation + test <= 1)) {
    throw new RangeError(
      `Expected shares from 0 that come to at most 1 but received ${validation} for validation and ${test} for test`,
    )
  }
  const components = new DisjointSets()
  uniteBy(components, items, (item) => (item.block === null ? [] : [item.block]))
  uniteBy(components, items, (item) => item.pictureHashes)
  for (const { a, b, sameProduct } of pairs) if (sameProduct) components.unite(a, b)
  for (const { a, b } of inOrderOfNames(items, pairs)) {
    const together = components.size(a) + components.size(b)
    if (together <= MAXIMUM_COMPONENT_ITEMS) components.unite(a, b)
  }

  const smallestName = new Map<number, string>()
  for (const [place, { name }] of items.entries()) {
    const root = components.find(place)
    const smallest = smallestName.get(root)
    if (smallest === undefined || compareCodeUnits(name, smallest) < 0) smallestName.set(root, name)
  }
  const splits = new Map([...smallestName].map(([root, name]) => [root, drawSplit(name, shares, seed)]))
  return items.map((_, place) => splits.get(components.find(place)) ?? 'train')
}

/** The first 48 bits of the hash as a number from 0 up to 1, against the shares. */
function drawSplit(name: string, shares: SplitShares, seed: number): Split {
  const drawn = Number.parseInt(hash('sha256', `${SALT}-${seed}\0${name}`, 'hex').slice(0, 12), 16) / 2 ** 48
  if (drawn < shares.test) return 'test'
  return drawn < shares.test + shares.validation ? 'validation' : 'train'
}

function uniteBy(
  components: DisjointSets,
  items: readonly SplitItem[],
  keysOf: (item: SplitItem) => readonly (string | number)[],
): void {
  const first = new Map<string | number, number>()
  for (const [place, item] of items.entries()) {
    for (const key of keysOf(item)) {
      const other = first.get(key)
      if (other === undefined) first.set(key, place)
      else components.unite(other, place)
    }
  }
}

/** The pairs of other relations in an order that does not depend on the order they came in. */
function inOrderOfNames(items: readonly SplitItem[], pairs: readonly SplitPair[]): SplitPair[] {
  const rank = new Map(
    [...items.keys()]
      .toSorted((a, b) => compareCodeUnits(items[a]?.name ?? '', items[b]?.name ?? ''))
      .map((place, order) => [place, order]),
  )
  return pairs
    .filter((pair) => !pair.sameProduct)
    .map((pair) => {
      const [a, b] = [rank.get(pair.a) ?? 0, rank.get(pair.b) ?? 0]
      return { pair, low: Math.min(a, b), high: Math.max(a, b) }
    })
    .toSorted((one, other) => one.low - other.low || one.high - other.high)
    .map(({ pair }) => pair)
}
