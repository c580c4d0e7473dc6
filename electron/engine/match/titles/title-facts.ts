import { type CatalogueWords, NO_CATALOGUE_WORDS } from './catalogue-words.ts'
import { colourOf } from './colour-words.ts'
import { parseQuantity, type Quantity } from './quantity.ts'
import { brandInTitle, readTitle } from './read-title.ts'
import { sizeOf } from './size-words.ts'
import { titleWords, type TitleWords } from './title-words.ts'

/** What two near misses differ in: kinds of words of which one is enough to make another product. */
export const FACT_KINDS = ['quantity', 'pack', 'number', 'model', 'colour', 'size'] as const
export type FactKind = (typeof FACT_KINDS)[number]

/** The different values a title states of each kind, sorted, and its words. */
export interface TitleFacts extends Readonly<Record<FactKind, readonly string[]>> {
  /** `quantity` with what each measures */
  readonly quantities: readonly Quantity[]
  readonly words: TitleWords
  /** The brand of the catalogue that the title names, as normaliseBrand spells it; null if none */
  readonly brand: string | null
}

/** @param catalogue what its own listings say of words */
export function titleFacts(title: string, catalogue: CatalogueWords = NO_CATALOGUE_WORDS): TitleFacts {
  const found = {
    quantity: new Set<string>(),
    pack: new Set<string>(),
    number: new Set<string>(),
    model: new Set<string>(),
    colour: new Set<string>(),
    size: new Set<string>(),
  }
  const tokens = readTitle(title, catalogue)
  for (const { kind, text } of tokens) {
    const colour = colourOf(text)
    const size = sizeOf(text)
    if (size !== undefined) found.size.add(size)
    else if (colour !== undefined) found.colour.add(colour)
    else if (kind !== 'word') found[kind].add(text)
  }
  const quantity = [...found.quantity].toSorted()
  return {
    quantity,
    quantities: quantity.map(parseQuantity),
    pack: [...found.pack].toSorted(),
    number: [...found.number].toSorted(),
    model: [...found.model].toSorted(),
    colour: [...found.colour].toSorted(),
    size: [...found.size].toSorted(),
    words: titleWords(tokens, catalogue),
    brand: brandInTitle(tokens, catalogue),
  }
}
