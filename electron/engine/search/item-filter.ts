import type { SearchFilter, SearchNote, SearchReadiness } from '../../contract/search.ts'
import type { MatchableItem } from '../catalogue/item-repository.ts'
import type { ItemAttribute } from '../catalogue/search-repository.ts'
import { foldTitle } from '../match/titles/fold-title.ts'

interface Attribute {
  /** As the first source spells it. */
  readonly name: string
  /** Dense numbers of the items with each folded value. */
  readonly values: Map<string, number[]>
  items: number
}

/** Which items pass a filter, told from tables in memory that are made once: names and values are compared folded. */
export class ItemFilter {
  readonly #brands: readonly (string | null)[]
  readonly #categories: readonly (string | null)[]
  readonly #prices: readonly (number | null)[]
  readonly #attributes = new Map<string, Attribute>()

  /** @param attributes of these items; of others they are left out */
  constructor(items: readonly MatchableItem[], attributes: Iterable<ItemAttribute>) {
    this.#brands = items.map(({ brand }) => foldOrNull(brand))
    this.#categories = items.map(({ category }) => foldOrNull(category))
    this.#prices = items.map(({ price }) => price)
    const numbers = new Map(items.map(({ id }, number) => [id, number]))
    for (const { itemId, name, value } of attributes) {
      const number = numbers.get(itemId)
      if (number !== undefined) this.#add(number, name, value)
    }
  }

  /** Attributes by the number of items that have them, most first. */
  get attributes(): SearchReadiness['attributes'] {
    return [...this.#attributes.values()]
      .map(({ name, items }) => ({ name, items }))
      .toSorted((a, b) => b.items - a.items || (a.name < b.name ? -1 : 1))
  }

  /**
   * @param note is told of attributes that no item has
   * @returns uint8 [items]: 1 where an item passes; null where all do
   */
  passing(filter: SearchFilter, note: (told: SearchNote) => void): Uint8Array | null {
    const { category, brand, minimumPrice, maximumPrice, attributes } = filter
    const masks: Uint8Array[] = []
    if (category !== undefined) masks.push(equalTo(this.#categories, foldTitle(category)))
    if (brand !== undefined) masks.push(equalTo(this.#brands, foldTitle(brand)))
    if (minimumPrice !== undefined || maximumPrice !== undefined)
      masks.push(between(this.#prices, minimumPrice ?? 0, maximumPrice ?? Infinity))
    for (const [name, wanted] of Map.groupBy(attributes, (attribute) => foldTitle(attribute.name))) {
      const attribute = this.#attributes.get(name)
      if (attribute === undefined) note(withoutAttribute(wanted[0]?.name ?? name))
      const mask = new Uint8Array(this.#prices.length)
      for (const { value } of wanted)
        for (const item of attribute?.values.get(foldTitle(value)) ?? []) mask[item] = 1
      masks.push(mask)
    }
    const [first, ...others] = masks
    if (first === undefined) return null
    for (const mask of others) keepCommon(first, mask)
    return first
  }

  #add(item: number, name: string, value: string): void {
    const key = foldTitle(name)
    const attribute = this.#attributes.get(key) ?? { name, values: new Map<string, number[]>(), items: 0 }
    this.#attributes.set(key, attribute)
    const folded = foldTitle(value)
    const sharers = attribute.values.get(folded)
    attribute.items += 1
    if (sharers === undefined) attribute.values.set(folded, [item])
    else sharers.push(item)
  }
}

/* Plain loops: over so many items they take a tenth of what callbacks do. */

function withoutAttribute(name: string): SearchNote {
  return { kind: 'no-attribute', name, words: `No item has an attribute “${name}”.` }
}

function equalTo(values: readonly (string | null)[], wanted: string): Uint8Array {
  const mask = new Uint8Array(values.length)
  for (let item = 0; item < mask.length; item += 1) if (values[item] === wanted) mask[item] = 1
  return mask
}

function between(values: readonly (number | null)[], least: number, most: number): Uint8Array {
  const mask = new Uint8Array(values.length)
  for (let item = 0; item < mask.length; item += 1) {
    const value = values[item] ?? null
    if (value !== null && value >= least && value <= most) mask[item] = 1
  }
  return mask
}

function keepCommon(mask: Uint8Array, other: Uint8Array): void {
  for (let item = 0; item < mask.length; item += 1) if (other[item] !== 1) mask[item] = 0
}

/** Items that a mask lets pass. */
export function countPassing(mask: Uint8Array): number {
  let count = 0
  for (let item = 0; item < mask.length; item += 1) count += mask[item] ?? 0
  return count
}

function foldOrNull(text: string | null): string | null {
  const folded = foldTitle(text ?? '')
  return folded === '' ? null : folded
}
